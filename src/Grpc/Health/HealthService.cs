using System.Collections.Immutable;
using MeshActors.Grpc.Health.V1;

namespace MeshActors.Grpc.Health;

/// <summary>
/// <c>grpc.health.v1.Health</c>. The service of the empty name stands for the whole server; one whose status was never
/// set is NOT_FOUND to a check, and SERVICE_UNKNOWN, until it is set, to a watch.
/// </summary>
public sealed class HealthService
{
    private Snapshot _current = new(ImmutableDictionary<string, ServingStatus>.Empty);

    public HealthService() =>
        Definition = ServerServiceDefinition.CreateBuilder(V1.HealthReflection.Descriptor.Services[0])
            .AddMethod(HealthMethods.Check, CheckAsync)
            .AddMethod(HealthMethods.Watch, WatchAsync)
            .Build();

    public ServerServiceDefinition Definition { get; }

    /// <summary>Changes one service's status and tells its watchers.</summary>
    public void SetStatus(string service, ServingStatus status)
    {
        while (true)
        {
            var before = Volatile.Read(ref _current);
            var after = new Snapshot(before.Statuses.SetItem(service, status));
            if (Interlocked.CompareExchange(ref _current, after, before) == before)
            {
                before.Replaced.SetResult();
                return;
            }
        }
    }

    private Task<HealthCheckResponse> CheckAsync(HealthCheckRequest request, ServerCallContext context) =>
        Volatile.Read(ref _current).Statuses.TryGetValue(request.Service, out var status)
            ? Task.FromResult(Response(status))
            : throw new RpcException(new Status(StatusCode.NotFound, $"The health of service '{request.Service}' is not known here."));

    private async Task WatchAsync(HealthCheckRequest request, IServerStreamWriter<HealthCheckResponse> responses, ServerCallContext context)
    {
        ServingStatus? told = null;
        while (true)
        {
            var snapshot = Volatile.Read(ref _current);
            var status = snapshot.Statuses.GetValueOrDefault(request.Service, ServingStatus.ServiceUnknown);
            if (status != told)
            {
                await responses.WriteAsync(Response(status), context.CancellationToken).ConfigureAwait(false);
                told = status;
            }

            await snapshot.Replaced.Task.WaitAsync(context.CancellationToken).ConfigureAwait(false);
        }
    }

    private static HealthCheckResponse Response(ServingStatus status) =>
        new() { Status = (HealthCheckResponse.Types.ServingStatus)status };

    private sealed record Snapshot(ImmutableDictionary<string, ServingStatus> Statuses)
    {
        public TaskCompletionSource Replaced { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
