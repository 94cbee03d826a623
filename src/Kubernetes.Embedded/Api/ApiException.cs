using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Schemas;
using MeshActors.Kubernetes.Embedded.Store;

namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>A request that fails with a <c>Status</c> answer, worded as the Kubernetes API words it.</summary>
public sealed class ApiException : Exception
{
    private ApiException(int code, string reason, string message, JsonObject? details = null)
        : base(message)
    {
        Code = code;
        Reason = reason;
        Details = details;
    }

    /// <summary>The HTTP status code.</summary>
    public int Code { get; }

    /// <summary>The machine-readable reason, such as <c>AlreadyExists</c>.</summary>
    public string Reason { get; }

    internal JsonObject? Details { get; }

    internal static ApiException NotFound(ResourceId resource, string name)
        => new(404, "NotFound", $"{resource} \"{name}\" not found", DetailsOf(resource, name));

    internal static ApiException NoSuchPath() => new(404, "NotFound", "the server could not find the requested resource", []);

    internal static ApiException AlreadyExists(ResourceId resource, string name)
        => new(409, "AlreadyExists", $"{resource} \"{name}\" already exists", DetailsOf(resource, name));

    internal static ApiException Conflict(ResourceId resource, string name, string? why = null)
        => new(
            409,
            "Conflict",
            $"Operation cannot be fulfilled on {resource} \"{name}\": {why ?? "the object has been modified; please apply your changes to the latest version and try again"}",
            DetailsOf(resource, name));

    internal static ApiException ApplyConflict(string message, IEnumerable<(string Field, string Message)> causes)
        => new(
            409,
            "Conflict",
            message,
            new JsonObject { ["causes"] = CausesOf(causes.Select(c => ("FieldManagerConflict", c.Message, c.Field))) });

    internal static ApiException Invalid(string group, string kind, string name, IReadOnlyList<FieldError> errors)
    {
        var qualified = group.Length == 0 ? kind : $"{kind}.{group}";
        var words = errors.Count == 1 ? errors[0].ToString() : $"[{string.Join(", ", errors)}]";
        return new(
            422,
            "Invalid",
            $"{qualified} \"{name}\" is invalid: {words}",
            new JsonObject
            {
                ["name"] = name,
                ["group"] = group,
                ["kind"] = kind,
                ["causes"] = CausesOf(errors.Select(e => (e.Reason, e.Detail, e.Field))),
            });
    }

    internal static ApiException BadRequest(string message) => new(400, "BadRequest", message);

    internal static ApiException Unauthorized() => new(401, "Unauthorized", "Unauthorized");

    internal static ApiException Forbidden(string message, ResourceId resource = default, string name = "")
        => new(403, "Forbidden", message, resource.Resource is null ? null : DetailsOf(resource, name));

    internal static ApiException MethodNotAllowed() => new(405, "MethodNotAllowed", "the server does not allow this method on the requested resource", []);

    internal static ApiException NotAcceptable(string message) => new(406, "NotAcceptable", message);

    internal static ApiException Gone(string message) => new(410, "Expired", message);

    internal static ApiException TooLarge(long limit)
        => new(413, "RequestEntityTooLarge", $"Request entity too large: limit is {limit}");

    internal static ApiException UnsupportedMediaType(string message) => new(415, "UnsupportedMediaType", message);

    internal static ApiException UnprocessableEntity(string message) => new(422, "Invalid", message);

    internal static ApiException Internal(string message)
        => new(500, "InternalError", $"Internal error occurred: {message}", new JsonObject { ["causes"] = new JsonArray(new JsonObject { ["message"] = message }) });

    internal static ApiException FromWebhook(int code, string reason, string message, JsonObject? details) => new(code, reason, message, details);

    /// <summary>The <c>Status</c> object that the client receives.</summary>
    internal JsonObject ToStatus()
    {
        var status = new JsonObject
        {
            ["kind"] = "Status",
            ["apiVersion"] = "v1",
            ["metadata"] = new JsonObject(),
            ["status"] = "Failure",
            ["message"] = Message,
            ["reason"] = Reason,
            ["code"] = Code,
        };
        if (Details is not null)
        {
            status["details"] = Details.DeepClone();
        }

        return status;
    }

    private static JsonObject DetailsOf(ResourceId resource, string name)
    {
        var details = new JsonObject { ["name"] = name, ["kind"] = resource.Resource };
        if (resource.Group.Length > 0)
        {
            details["group"] = resource.Group;
        }

        return details;
    }

    private static JsonArray CausesOf(IEnumerable<(string Reason, string Message, string Field)> causes)
        => [.. causes.Select(c => new JsonObject { ["reason"] = c.Reason, ["message"] = c.Message, ["field"] = c.Field })];
}
