using System.Text.Json;
using Envoy.Config.Core.V3;
using Envoy.Extensions.Formatter.ReqWithoutQuery.V3;
using Google.Protobuf.WellKnownTypes;
using MeshActors.EnvoyApi;

namespace MeshActors.Translation.Telemetry;

/// <summary>Formats of access log entries: Istio's own, and those of the configuration.</summary>
internal static class AccessLogFormats
{
    /// <summary>The text that log pipelines of Istio meshes know.</summary>
    public const string DefaultText =
        "[%START_TIME%] \"%REQ(:METHOD)% %REQ(X-ENVOY-ORIGINAL-PATH?:PATH)% %PROTOCOL%\" %RESPONSE_CODE% %RESPONSE_FLAGS% "
        + "%RESPONSE_CODE_DETAILS% %CONNECTION_TERMINATION_DETAILS% \"%UPSTREAM_TRANSPORT_FAILURE_REASON%\" "
        + "%BYTES_RECEIVED% %BYTES_SENT% %DURATION% %RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)% \"%REQ(X-FORWARDED-FOR)%\" "
        + "\"%REQ(USER-AGENT)%\" \"%REQ(X-REQUEST-ID)%\" \"%REQ(:AUTHORITY)%\" \"%UPSTREAM_HOST%\" %UPSTREAM_CLUSTER_RAW% "
        + "%UPSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_LOCAL_ADDRESS% %DOWNSTREAM_REMOTE_ADDRESS% %REQUESTED_SERVER_NAME% %ROUTE_NAME%\n";

    private const string ReqWithoutQueryOperator = "%REQ_WITHOUT_QUERY";

    private static readonly (string Field, string Operator)[] DefaultJson =
    [
        ("start_time", "%START_TIME%"),
        ("route_name", "%ROUTE_NAME%"),
        ("method", "%REQ(:METHOD)%"),
        ("path", "%REQ(X-ENVOY-ORIGINAL-PATH?:PATH)%"),
        ("protocol", "%PROTOCOL%"),
        ("response_code", "%RESPONSE_CODE%"),
        ("response_flags", "%RESPONSE_FLAGS%"),
        ("response_code_details", "%RESPONSE_CODE_DETAILS%"),
        ("connection_termination_details", "%CONNECTION_TERMINATION_DETAILS%"),
        ("bytes_received", "%BYTES_RECEIVED%"),
        ("bytes_sent", "%BYTES_SENT%"),
        ("duration", "%DURATION%"),
        ("upstream_service_time", "%RESP(X-ENVOY-UPSTREAM-SERVICE-TIME)%"),
        ("x_forwarded_for", "%REQ(X-FORWARDED-FOR)%"),
        ("user_agent", "%REQ(USER-AGENT)%"),
        ("request_id", "%REQ(X-REQUEST-ID)%"),
        ("authority", "%REQ(:AUTHORITY)%"),
        ("upstream_host", "%UPSTREAM_HOST%"),
        ("upstream_cluster", "%UPSTREAM_CLUSTER_RAW%"),
        ("upstream_local_address", "%UPSTREAM_LOCAL_ADDRESS%"),
        ("downstream_local_address", "%DOWNSTREAM_LOCAL_ADDRESS%"),
        ("downstream_remote_address", "%DOWNSTREAM_REMOTE_ADDRESS%"),
        ("requested_server_name", "%REQUESTED_SERVER_NAME%"),
        ("upstream_transport_failure_reason", "%UPSTREAM_TRANSPORT_FAILURE_REASON%"),
    ];

    /// <param name="text">The configured format; empty for Istio's. A missing newline at its end is added.</param>
    /// <param name="omitEmpty">Whether values that are not there leave nothing.</param>
    public static SubstitutionFormatString Text(string text, bool omitEmpty = false)
    {
        var format = text.Length == 0 ? DefaultText : text.EndsWith('\n') ? text : text + "\n";
        return new()
        {
            TextFormatSource = new() { InlineString = format },
            OmitEmptyValues = omitEmpty,
            Formatters = { FormattersOf([format]) },
        };
    }

    /// <param name="fields">The configured fields; null for Istio's.</param>
    /// <param name="omitEmpty">Whether values that are not there leave nothing.</param>
    public static SubstitutionFormatString Json(Struct? fields, bool omitEmpty = false)
    {
        var format = fields ?? DefaultFields();
        return new()
        {
            JsonFormat = format,
            JsonFormatOptions = new() { SortProperties = false },
            OmitEmptyValues = omitEmpty,
            Formatters = { FormattersOf(format.Fields.Values.Select(value => value.StringValue)) },
        };
    }

    /// <summary>The fields of the mesh configuration's JSON text; null where it is empty or no JSON object.</summary>
    public static Struct? Parse(string json)
    {
        if (json.Length == 0)
        {
            return null;
        }

        try
        {
            return EnvoyJson.Parse<Struct>(json);
        }
        catch (Exception exception) when (exception is JsonException or InvalidProtoJsonException)
        {
            // As in istiod a format that cannot be read does not switch logging off: the default one is used.
            return null;
        }
    }

    public static Struct? Parse(JsonElement? json) => json is { ValueKind: JsonValueKind.Object } found ? EnvoyJson.Parse<Struct>(found) : null;

    /// <summary>Operators beyond Envoy's built-in ones need their extension.</summary>
    public static IEnumerable<TypedExtensionConfig> FormattersOf(IEnumerable<string> texts) =>
        texts.Any(text => text.Contains(ReqWithoutQueryOperator, StringComparison.Ordinal))
            ? [new() { Name = "envoy.formatter.req_without_query", TypedConfig = EnvoyAny.Pack(new ReqWithoutQuery()) }]
            : [];

    private static Struct DefaultFields()
    {
        var fields = new Struct();
        foreach (var (field, value) in DefaultJson)
        {
            fields.Fields[field] = Value.ForString(value);
        }

        return fields;
    }
}
