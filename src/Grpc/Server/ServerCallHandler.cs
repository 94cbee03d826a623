using MeshActors.Grpc.Protocol;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using Microsoft.Extensions.Logging;

namespace MeshActors.Grpc.Server;

/// <summary>Carries one method's calls from request to status.</summary>
internal sealed partial class ServerCallHandler(ServerMethod method, GrpcServerOptions options, TimeProvider clock, ILogger logger)
{
    public async Task HandleAsync(HttpContext http)
    {
        if (!RequestCheck.Accept(http))
        {
            return;
        }

        LiftHttpLimits(http);
        http.Response.ContentType = HeaderNames.ContentType;
        await using var call = new HttpServerCallContext(http, method.FullName, options, clock);
        var status = await InvokeAsync(call).ConfigureAwait(false);
        if (!http.RequestAborted.IsCancellationRequested)
        {
            ResponseStatus.Write(http.Response, status, call.ResponseTrailers);
        }
    }

    private async Task<Status> InvokeAsync(HttpServerCallContext call)
    {
        try
        {
            call.Begin();
            await method.InvokeAsync(call).ConfigureAwait(false);
            return call.Status;
        }
        catch (Exception exception) when (call.DeadlinePassed)
        {
            LogDeadlinePassed(exception, call.Method, call.Peer);
            return new Status(StatusCode.DeadlineExceeded, "The deadline passed before the method had ended.");
        }
        catch (RpcException exception)
        {
            LogRefused(call.Method, call.Peer, exception.StatusCode, exception.Status.Detail);
            foreach (var entry in exception.Trailers)
            {
                call.ResponseTrailers.Add(entry);
            }

            return exception.Status;
        }
        catch (Exception exception) when (exception is OperationCanceledException or IOException)
        {
            LogCancelled(exception, call.Method, call.Peer);
            return new Status(StatusCode.Cancelled, "The call was cancelled.");
        }
        catch (Exception exception)
        {
            LogFailed(exception, call.Method, call.Peer);
            return new Status(StatusCode.Unknown, options.EnableDetailedErrors
                ? $"The method failed: {exception.GetType().Name}: {exception.Message}"
                : "The method failed.");
        }
    }

    /// <summary>A stream may live for weeks and be silent for hours: limits on the whole of a request do not apply.</summary>
    private static void LiftHttpLimits(HttpContext http)
    {
        if (http.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = null;
        }

        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate)
        {
            rate.MinDataRate = null;
        }
    }
}
