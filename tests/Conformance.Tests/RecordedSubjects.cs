using Google.Protobuf;
using MeshActors.Conformance.Xds;
using MeshActors.EnvoyApi;

namespace MeshActors.Conformance.Tests;

/// <summary>A subject that answers with what was recorded, after a test has changed it.</summary>
internal sealed class RecordedSubjects(Func<ResourceSort, IReadOnlyList<IMessage>, IEnumerable<IMessage>>? change = null) : IXdsSubjects
{
    public Task<IXdsSubject> LoadAsync(XdsCase xdsCase, CancellationToken cancellation) =>
        Task.FromResult<IXdsSubject>(new Subject(xdsCase, change ?? ((_, resources) => resources)));

    private sealed class Subject(XdsCase xdsCase, Func<ResourceSort, IReadOnlyList<IMessage>, IEnumerable<IMessage>> change) : IXdsSubject
    {
        public IReadOnlyList<string> Notes => [];

        public Task<IProxySession> ConnectAsync(XdsProxy proxy, CancellationToken cancellation) =>
            Task.FromResult<IProxySession>(new Session(xdsCase, proxy, change));

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }

    private sealed class Session(XdsCase xdsCase, XdsProxy proxy, Func<ResourceSort, IReadOnlyList<IMessage>, IEnumerable<IMessage>> change) : IProxySession
    {
        public Task<IReadOnlyList<SubjectResource>> GetAsync(ResourceSort sort, IReadOnlyList<string> names, CancellationToken cancellation)
        {
            var file = xdsCase.File.Find($"{proxy.Name}/{sort.Name}.json");
            var recorded = file is null
                ? []
                : File.ReadLines(file)
                    .Select(line => line.Trim().TrimEnd(','))
                    .Where(line => line is not ("" or "[" or "]"))
                    .Select(line => EnvoyJson.Parse(line, sort.Message))
                    .ToList();
            return Task.FromResult<IReadOnlyList<SubjectResource>>(
                [.. change(sort, recorded).Select(message => new SubjectResource(NameOf(sort, message), message.ToByteArray()))]);
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;

        private static string NameOf(ResourceSort sort, IMessage message) =>
            sort == ResourceSort.NameTable
                ? ""
                : (string)sort.Message.FindFieldByName(sort == ResourceSort.Endpoints ? "cluster_name" : "name").Accessor.GetValue(message);
    }
}
