using System.Text.Json.Nodes;
using MeshActors.Kubernetes.Embedded.Api;
using MeshActors.Kubernetes.Embedded.Auth;
using MeshActors.Kubernetes.Embedded.Discovery;
using MeshActors.Kubernetes.Embedded.OpenApi;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace MeshActors.Kubernetes.Embedded.Http;

/// <summary>What happens to every request: who is it, what is it for, may they, and then the endpoint.</summary>
internal sealed partial class ApiPipeline
{
    private readonly ApiServices _services;
    private readonly Authenticator _authenticator;
    private readonly RbacAuthorizer _authorizer;
    private readonly DiscoveryEndpoint _discovery;
    private readonly OpenApiEndpoint _openApi;
    private readonly WellKnownEndpoint _wellKnown;
    private readonly ResourceEndpoint _resources;
    private readonly SubresourceEndpoint _subresources;
    private readonly ReviewEndpoint _reviews;
    private readonly ILogger _logger;

    public ApiPipeline(ApiServices services, ObjectApi api, Authenticator authenticator, TokenIssuer tokens, EmbeddedApiServerOptions options)
    {
        var body = new RequestBody(options.MaxBodyBytes);
        _services = services;
        _authenticator = authenticator;
        _authorizer = new RbacAuthorizer(services.Store);
        _discovery = new DiscoveryEndpoint(services.Catalog);
        _openApi = new OpenApiEndpoint(services.Catalog);
        _wellKnown = new WellKnownEndpoint(tokens);
        _resources = new ResourceEndpoint(services, api, body);
        _subresources = new SubresourceEndpoint(services, api, _resources, body, tokens);
        _reviews = new ReviewEndpoint(authenticator, _authorizer, services.Store, body);
        _logger = options.Logging.CreateLogger<ApiPipeline>();
    }

    public async Task RunAsync(HttpContext context)
    {
        try
        {
            await HandleAsync(context).ConfigureAwait(false);
        }
        catch (ApiException fault) when (!context.Response.HasStarted)
        {
            await Responses.WriteErrorAsync(context, fault).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
        {
            // The client has gone; nobody is there to answer.
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            Log.RequestFailed(_logger, context.Request.Method, context.Request.Path, fault);
            await Responses.WriteErrorAsync(context, ApiException.Internal($"{fault.GetType().Name}: {fault.Message}")).ConfigureAwait(false);
        }
    }

    private async Task HandleAsync(HttpContext context)
    {
        // Plain HTTP is bound to loopback only and is the operator's own door.
        var user = Impersonation.Apply(
            context.Request.IsHttps ? _authenticator.Authenticate(context) : new ApiUser("admin", [ApiUser.MastersGroup, "system:authenticated"]),
            context.Request.Headers,
            _authorizer);
        var path = context.Request.Path.Value ?? "/";
        if (RequestPath.Parse(path) is { } resourcePath && _services.Catalog.Current.Find(resourcePath.Group, resourcePath.Version, resourcePath.Resource) is { } view)
        {
            var request = new ResourceRequest(context, resourcePath, view, user, VerbOf(context.Request, resourcePath));
            Authorize(user, request);
            if (view.Version.DeprecationWarning is { } warning)
            {
                Responses.AddWarnings(context, [warning]);
            }

            await DispatchAsync(request).ConfigureAwait(false);
            return;
        }

        Authorize(user, context.Request.Method, path);
        if (context.Request.Method is "GET" or "HEAD"
            && (await _discovery.TryRunAsync(context).ConfigureAwait(false)
                || await _openApi.TryRunAsync(context).ConfigureAwait(false)
                || await _wellKnown.TryRunAsync(context).ConfigureAwait(false)))
        {
            return;
        }

        throw ApiException.NoSuchPath();
    }

    private Task DispatchAsync(ResourceRequest request)
    {
        if (request.View.Definition.IsVirtual)
        {
            return _reviews.RunAsync(request);
        }

        if (request.View.Definition.Namespaced && request.Path.Namespace is null && request.Verb is not ("list" or "watch"))
        {
            throw request.Verb == "create" || request.Path.Name is null ? ApiException.MethodNotAllowed() : ApiException.NoSuchPath();
        }

        if (!request.View.Definition.Namespaced && request.Path.Namespace is not null)
        {
            throw ApiException.NoSuchPath();
        }

        return request.Path.Subresource is null ? _resources.RunAsync(request) : _subresources.RunAsync(request);
    }

    private void Authorize(ApiUser user, ResourceRequest request)
    {
        var path = request.Path;
        var id = request.View.Definition.Id;
        var wanted = new AccessRequest(request.Verb, id.Group, id.Resource, path.Subresource ?? "", path.Namespace ?? "", path.Name ?? "");
        if (!_authorizer.Allows(user, wanted, out _))
        {
            var scope = !request.View.Definition.Namespaced || path.Namespace is null ? "at the cluster scope" : $"in the namespace \"{path.Namespace}\"";
            var name = path.Name is null ? "" : $" \"{path.Name}\"";
            throw ApiException.Forbidden(
                $"{id}{name} is forbidden: User \"{user.Name}\" cannot {request.Verb} resource \"{wanted.FullResource}\" in API group \"{id.Group}\" {scope}",
                id,
                path.Name ?? "");
        }
    }

    private void Authorize(ApiUser user, string method, string path)
    {
        if (!_authorizer.Allows(user, new AccessRequest(method.ToLowerInvariant(), "", "", "", "", "") { NonResourcePath = path }, out _))
        {
            throw ApiException.Forbidden($"forbidden: User \"{user.Name}\" cannot {method.ToLowerInvariant()} path \"{path}\"");
        }
    }

    private static string VerbOf(HttpRequest request, RequestPath path)
    {
        var watches = path.LegacyWatch || (request.Query.TryGetValue("watch", out var watch) && watch.ToString() is "true" or "1" or "");
        return request.Method switch
        {
            "GET" or "HEAD" when watches && path.Subresource is null && (path.Name is null || path.LegacyWatch) => "watch",
            "GET" or "HEAD" => path.Name is null ? "list" : "get",
            "POST" => "create",
            "PUT" when path.Name is not null => "update",
            "PATCH" when path.Name is not null => "patch",
            "DELETE" => path.Name is null ? "deletecollection" : "delete",
            _ => throw ApiException.MethodNotAllowed(),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(1, LogLevel.Error, "{Method} {Path} failed")]
        public static partial void RequestFailed(ILogger logger, string method, string path, Exception fault);
    }
}
