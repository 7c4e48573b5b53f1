// What becomes of the processes: reports of the children, their reaping, and the killing of what is left over.
#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "agent.h"
#include "cgroup.h"
#include "processes.h"

static void set_exit(struct exit_report *exit, int status) {
    exit->how = WIFSIGNALED(status);
    exit->code = (uint8_t)(WIFSIGNALED(status) ? WTERMSIG(status) : WEXITSTATUS(status));
}

void reports_read(struct agent *agent, struct channel *channel) {
    struct report report;
    for (;;) {
        ssize_t length = channel->report.fd < 0 ? 0 : read(channel->report.fd, &report, sizeof report);
        if (length < 0 && (errno == EAGAIN || errno == EINTR)) return;
        if (length != (ssize_t)sizeof report) break;
        if (report.what == REPORT_STARTED) {
            channel->state = CHANNEL_RUNNING;
            channel->program = report.value;
            channel->started_due = true;
        } else if (report.what == REPORT_FAILED) {
            channel->error = report.value;
        } else {
            set_exit(&channel->exit, report.value);
            channel->exit.wall_us = report.wall_us;
            channel->exit.user_us = report.user_us;
            channel->exit.system_us = report.system_us;
            channel->exit.peak_kib = report.peak_kib;
            channel->ended = true;
        }
    }
    source_close(agent->epoll, &channel->report);
}

void channel_kill(struct channel *channel) {
    if (channel->child <= 0) return;
    processes_kill(channel->child, NULL, 0);
    kill(channel->child, SIGKILL);
}

static void child_ended(struct agent *agent, struct channel *channel, int status, const struct rusage *usage) {
    reports_read(agent, channel);
    channel->child = 0;
    channel->kill_at = 0;
    if (channel->state == CHANNEL_STARTING && channel->error == 0 && WIFSIGNALED(status)) {
        // The program can be so quick to kill the child that this one never told of its start: what was printed and the kill are told all the same.
        channel->state = CHANNEL_RUNNING;
        channel->started_due = true;
    }
    if (channel->state == CHANNEL_STARTING) {
        uint16_t number = channel->number;
        int error = channel->error != 0 ? channel->error : ECANCELED;
        channel_release(agent, channel);
        channel->state = CHANNEL_FAILED;
        channel->number = number;
        channel->error = error;
        return;
    }
    if (!channel->ended || !WIFEXITED(status)) {
        // The child was killed before it could tell how the program ended: whatever the program did, this is a kill.
        set_exit(&channel->exit, SIGKILL);
        channel->exit.wall_us = now_us() - channel->began;
        channel->exit.user_us = (uint64_t)usage->ru_utime.tv_sec * 1000000 + (uint64_t)usage->ru_utime.tv_usec;
        channel->exit.system_us = (uint64_t)usage->ru_stime.tv_sec * 1000000 + (uint64_t)usage->ru_stime.tv_usec;
        channel->exit.peak_kib = (uint64_t)usage->ru_maxrss;
    }
    channel->exit.memory_kills = agent->memory_kills - channel->kills_before;
    channel->state = CHANNEL_DRAINING;
}

// What is a child of this process but not one that it started was orphaned by a killed child, and belongs to nobody.
static void strays_kill(const struct agent *agent) {
    pid_t mine[CHANNELS_MAX];
    size_t count = 0;
    for (size_t i = 0; i < CHANNELS_MAX; i++)
        if (agent->channels[i].child > 0) mine[count++] = agent->channels[i].child;
    processes_kill(getpid(), mine, count);
}

void children_reap(struct agent *agent) {
    struct rusage usage;
    int status;
    pid_t pid;
    bool any = false, stray = false;
    while ((pid = wait4(-1, &status, WNOHANG | WUNTRACED | __WALL, &usage)) > 0) {
        struct channel *channel = NULL;
        for (size_t i = 0; i < CHANNELS_MAX; i++)
            if (agent->channels[i].child == pid) channel = &agent->channels[i];
        if (WIFSTOPPED(status)) {
            // Only a stranger's signal can have stopped our child, to hide an end: that program has lost its word.
            if (channel != NULL) channel_kill(channel);
            continue;
        }
        if (!any) agent->memory_kills = cgroup_memory_kills();
        any = true;
        stray = stray || channel == NULL;
        if (channel == NULL) continue;
        // Orphans of a killed child go before its channel's output is taken for complete.
        channel->child = 0;
        strays_kill(agent);
        child_ended(agent, channel, status, &usage);
        if (channel->state == CHANNEL_DRAINING) output_finish(agent, channel);
    }
    if (!stray) return;
    strays_kill(agent); // which may have had children
    // The same stroke as in child.c, for strays that forever make new ones.
    if (++agent->stray_rounds % STRAY_ROUNDS_MAX == 0 && getpid() == 1) kill(-1, SIGKILL);
}

void everything_kill(struct agent *agent) {
    processes_kill(getpid(), NULL, 0);
    for (size_t i = 0; i < CHANNELS_MAX; i++)
        if (agent->channels[i].child > 0) kill(agent->channels[i].child, SIGKILL);
}
