using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Json;

namespace MeshActors.Kubernetes.Embedded.OpenApi;

/// <summary>
/// Encodes a version 2 document as the message <c>openapi.v2.Document</c> of gnostic, whose field numbers stand here.
/// Only what our documents contain is encoded.
/// </summary>
internal static class OpenApiProtobuf
{
    public static byte[] Encode(JsonObject document)
    {
        var info = document.Ensure("info");
        var paths = new ProtoBuffer();
        foreach (var (path, item) in document.Ensure("paths"))
        {
            paths.Message(2, new ProtoBuffer().Text(1, path).Message(2, PathItem(item!.AsObject())));
        }

        return new ProtoBuffer()
            .Text(1, document.Text("swagger"))
            .Message(2, new ProtoBuffer().Text(1, info.Text("title")).Text(2, info.Text("version")))
            .Message(8, paths)
            .Message(9, NamedSchemas(document.Ensure("definitions")))
            .ToArray();
    }

    private static ProtoBuffer PathItem(JsonObject item) => new ProtoBuffer()
        .Message(2, Operation(item.Map("get")))
        .Message(3, Operation(item.Map("put")))
        .Message(4, Operation(item.Map("post")))
        .Message(5, Operation(item.Map("delete")))
        .Message(8, Operation(item.Map("patch")));

    private static ProtoBuffer? Operation(JsonObject? operation)
    {
        if (operation is null)
        {
            return null;
        }

        var result = new ProtoBuffer().Text(5, operation.Text("operationId"));
        foreach (var parameter in operation.List("parameters")?.OfType<JsonObject>() ?? [])
        {
            // ParametersItem.parameter > Parameter.non_body_parameter > query_parameter_sub_schema
            var query = new ProtoBuffer().Text(2, parameter.Text("in")).Text(4, parameter.Text("name")).Text(6, parameter.Text("type"));
            result.Message(8, new ProtoBuffer().Message(1, new ProtoBuffer().Message(2, new ProtoBuffer().Message(3, query))));
        }

        var response = new ProtoBuffer().Message(1, new ProtoBuffer().Text(1, "OK"));
        return Extensions(
            result.Message(9, new ProtoBuffer().Message(1, new ProtoBuffer().Text(1, "200").Message(2, response))),
            13,
            operation);
    }

    private static ProtoBuffer NamedSchemas(JsonObject schemas)
    {
        var result = new ProtoBuffer();
        foreach (var (name, schema) in schemas)
        {
            result.Message(1, new ProtoBuffer().Text(1, name).Message(2, Schema(schema!.AsObject())));
        }

        return result;
    }

    private static ProtoBuffer Schema(JsonObject schema)
    {
        var result = new ProtoBuffer().Text(1, schema.Text("$ref")).Text(2, schema.Text("format")).Text(4, schema.Text("description"));
        foreach (var name in schema.List("required") ?? [])
        {
            result.Text(19, name.AsText());
        }

        foreach (var value in schema.List("enum") ?? [])
        {
            result.Message(20, Any(value));
        }

        if (schema.Map("additionalProperties") is { } rest)
        {
            result.Message(21, new ProtoBuffer().Message(1, Schema(rest)));
        }

        if (schema.Text("type") is { } type)
        {
            result.Message(22, new ProtoBuffer().Text(1, type));
        }

        if (schema.Map("items") is { } items)
        {
            result.Message(23, new ProtoBuffer().Message(1, Schema(items)));
        }

        if (schema.Map("properties") is { } properties)
        {
            result.Message(25, NamedSchemas(properties));
        }

        return Extensions(result, 31, schema);
    }

    private static ProtoBuffer Extensions(ProtoBuffer target, int field, JsonObject source)
    {
        foreach (var (name, value) in source.Where(m => m.Key.StartsWith("x-", StringComparison.Ordinal)))
        {
            target.Message(field, new ProtoBuffer().Text(1, name).Message(2, Any(value)));
        }

        return target;
    }

    /// <summary>An Any carries its value as YAML text, and JSON is YAML.</summary>
    private static ProtoBuffer Any(JsonNode? value) => new ProtoBuffer().Text(2, JsonBytes.Show(value) + "\n");
}
