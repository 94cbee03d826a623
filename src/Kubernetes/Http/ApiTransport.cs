using System.Net;
using System.Net.Http.Headers;
using MeshActors.Kubernetes.Authentication;
using MeshActors.Kubernetes.Configuration;

namespace MeshActors.Kubernetes;

/// <summary>
/// Sends requests with credentials. A 401 is tried once more where credentials can be renewed; where the server asks
/// to come again later (429, or 503 with Retry-After: it has not acted), that is done a few times.
/// </summary>
internal sealed class ApiTransport : IDisposable
{
    private const int MaxPostponements = 4;

    private readonly ClusterConnection _connection;
    private readonly TimeProvider _time;
    private readonly TimeSpan _requestLimit;
    private readonly HttpClient _http;

    public ApiTransport(ClusterConnection connection, TimeProvider time, TimeSpan requestLimit)
    {
        _connection = connection;
        _time = time;
        _requestLimit = requestLimit;
        _http = new HttpClient(ConnectionHandler.Create(connection))
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _http.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("meshactors", "0.1"));
    }

    /// <summary>The whole answer of a successful request.</summary>
    public async Task<byte[]> SendAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_requestLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var response = await SendCheckedAsync(request, either.Token);
            return await response.Content.ReadAsByteArrayAsync(either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Unreachable(request, Innermost(error), error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(request, $"no answer within {_requestLimit.TotalSeconds:0} seconds", null);
        }
    }

    /// <summary>The headers of a successful request; the body is the caller's to read and the response to dispose.</summary>
    public async Task<HttpResponseMessage> OpenAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var limit = new CancellationTokenSource(_requestLimit, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            return await SendCheckedAsync(request, either.Token);
        }
        catch (Exception error) when (error is HttpRequestException or IOException)
        {
            throw Unreachable(request, Innermost(error), error);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw Unreachable(request, $"no answer within {_requestLimit.TotalSeconds:0} seconds", null);
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        (_connection.Credentials as IDisposable)?.Dispose();
    }

    private async Task<HttpResponseMessage> SendCheckedAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        var renewed = false;
        var postponed = 0;
        while (true)
        {
            var response = await SendOnceAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
            {
                return response;
            }

            using (response)
            {
                if (response.StatusCode == HttpStatusCode.Unauthorized && !renewed && _connection.Credentials.Invalidate())
                {
                    renewed = true;
                    continue;
                }

                if (postponed++ < MaxPostponements && PostponedBy(response) is { } delay)
                {
                    await Task.Delay(delay, _time, cancellationToken);
                    continue;
                }

                var body = await response.Content.ReadAsByteArrayAsync(cancellationToken);
                throw new KubernetesException(request.Action, StatusReader.Read(body, (int)response.StatusCode));
            }
        }
    }

    private async Task<HttpResponseMessage> SendOnceAsync(ApiRequest request, CancellationToken cancellationToken)
    {
        using var message = request.ToMessage(_connection.Server);
        message.Headers.Host = string.IsNullOrEmpty(_connection.TlsServerName) ? null : _connection.TlsServerName;
        try
        {
            message.Headers.Authorization = await _connection.Credentials.AuthorizeAsync(cancellationToken);
        }
        catch (CredentialException error)
        {
            throw new KubernetesException(
                request.Action, new KubernetesStatus { Reason = "Unauthorized", Code = 401, Message = error.Message }, error);
        }

        if (_connection.ImpersonateUser is { Length: > 0 } user)
        {
            message.Headers.Add("Impersonate-User", user);
            foreach (var group in _connection.ImpersonateGroups)
            {
                message.Headers.Add("Impersonate-Group", group);
            }
        }

        return await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private static TimeSpan? PostponedBy(HttpResponseMessage response)
    {
        var asked = response.Headers.RetryAfter?.Delta;
        return response.StatusCode switch
        {
            HttpStatusCode.TooManyRequests => asked ?? TimeSpan.FromSeconds(1),
            HttpStatusCode.ServiceUnavailable => asked,
            _ => null,
        };
    }

    /// <summary>A handler's own words ("An error occurred while sending the request.") tell nobody anything.</summary>
    private static string Innermost(Exception error) => error.GetBaseException().Message;

    private static KubernetesException Unreachable(ApiRequest request, string message, Exception? inner) =>
        new(request.Action, new KubernetesStatus { Reason = KubernetesStatus.Unreachable, Message = message }, inner);
}
