namespace MeshActors.Mesh.Configuration;

/// <summary>What happens to headers with underscores.</summary>
public enum HeadersWithUnderscoresAction
{
    HeadersWithUnderscoresUnspecified = 0,
    HeadersWithUnderscoresAllow = 1,
    HeadersWithUnderscoresRejectRequest = 2,
    HeadersWithUnderscoresDropHeader = 3,
}
