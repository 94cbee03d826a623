using Microsoft.AspNetCore.Http;

namespace MeshActors.Kubernetes.Tests.Double;

internal sealed record RecordedRequest(
    string Method, string Path, IQueryCollection Query, IHeaderDictionary Headers, string Protocol, string Body);
