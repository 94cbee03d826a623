namespace MeshActors.Mesh.Configuration;

public enum HeadersWithUnderscoresAction
{
    HeadersWithUnderscoresUnspecified = 0,
    HeadersWithUnderscoresAllow = 1,
    HeadersWithUnderscoresRejectRequest = 2,
    HeadersWithUnderscoresDropHeader = 3,
}
