using System.Net;
using System.Net.Http.Headers;

namespace MeshActors.Kubernetes;

/// <summary>One call as data, so that it can be sent again with fresh credentials or after the server asked to wait.</summary>
internal sealed record ApiRequest(string Action, HttpMethod Method, string PathAndQuery)
{
    public ReadOnlyMemory<byte>? Body { get; init; }

    public string MediaType { get; init; } = "application/json";

    public static string Describe(string verb, ResourceType type, string? @namespace, string? name)
    {
        var subject = name is null ? $"{verb} {type}" : $"{verb} {type} \"{name}\"";
        return string.IsNullOrEmpty(@namespace) ? subject : $"{subject} in namespace \"{@namespace}\"";
    }

    public HttpRequestMessage ToMessage(Uri server)
    {
        var message = new HttpRequestMessage(Method, new Uri(server.AbsoluteUri.TrimEnd('/') + PathAndQuery))
        {
            Version = HttpVersion.Version20,
            VersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
        message.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("application/json"));
        if (Body is { } body)
        {
            message.Content = new ReadOnlyMemoryContent(body);
            message.Content.Headers.ContentType = new MediaTypeHeaderValue(MediaType);
        }

        return message;
    }
}
