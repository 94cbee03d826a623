namespace MeshActors.Mesh.Proxy;

/// <summary>The version of istio-proxy that a node reports (<c>ISTIO_VERSION</c>).</summary>
public readonly record struct IstioVersion(int Major, int Minor, int Patch) : IComparable<IstioVersion>
{
    /// <summary>What a proxy that reports no version, or one that cannot be read, is taken for.</summary>
    public static readonly IstioVersion Newest = new(int.MaxValue, int.MaxValue, int.MaxValue);

    public static IstioVersion Parse(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return Newest;
        }

        // Builds of a release branch call themselves after it.
        const string Branch = "release-";
        var version = text.StartsWith(Branch, StringComparison.Ordinal) ? text[Branch.Length..] : text;
        var parts = version.Split('.', '-', '+');
        if (parts.Length < 2 || !int.TryParse(parts[0], out var major) || !int.TryParse(parts[1], out var minor))
        {
            return Newest;
        }

        return new(major, minor, parts.Length > 2 && int.TryParse(parts[2], out var patch) ? patch : int.MaxValue);
    }

    public int CompareTo(IstioVersion other) =>
        (Major, Minor, Patch).CompareTo((other.Major, other.Minor, other.Patch));

    public bool IsAtLeast(int major, int minor) => (Major, Minor).CompareTo((major, minor)) >= 0;
}
