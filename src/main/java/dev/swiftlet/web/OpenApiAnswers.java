package dev.swiftlet.web;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.ArrayList;
import java.util.List;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.PathItem;
import org.eclipse.microprofile.openapi.models.parameters.Parameter;
import org.eclipse.microprofile.openapi.models.responses.APIResponses;

/// Says of each call in the OpenAPI document what is true of all of its kind: what [Perimeter] and the server refuse
/// before the call is reached. What a call itself answers stands with it. At build time.
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class OpenApiAnswers implements OASFilter {
    private static final String REFUSAL = "#/components/responses/Refusal";
    private static final String MARK = "X-Swiftlet";
    private static final List<String> ANY = List.of("400", "403", "406", "414", "500");
    private static final List<String> WITH_BODY = List.of("413", "415");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().forEach((method, operation) -> complete(path, method, operation)));
    }

    private static void complete(String path, PathItem.HttpMethod method, Operation operation) {
        List<String> refusals = new ArrayList<>(ANY);
        if (operation.getRequestBody() != null) {
            refusals.addAll(WITH_BODY);
        }
        if (path.contains("{")) {
            refusals.add("404");
        }
        APIResponses answers = operation.getResponses();
        for (String status : refusals) {
            // Also where the generator has put one that says nothing.
            answers.addAPIResponse(status, OASFactory.createAPIResponse().ref(REFUSAL));
        }
        if (method != PathItem.HttpMethod.GET && !namesMark(operation)) {
            operation.addParameter(OASFactory.createParameter()
                    .name(MARK)
                    .in(Parameter.In.HEADER)
                    .required(true)
                    .schema(OASFactory.createSchema()
                            .addType(org.eclipse.microprofile.openapi.models.media.Schema.SchemaType.STRING))
                    .description("Any value."));
        }
    }

    private static boolean namesMark(Operation operation) {
        List<Parameter> parameters = operation.getParameters();
        return parameters != null && parameters.stream().anyMatch(each -> MARK.equals(each.getName()));
    }
}
