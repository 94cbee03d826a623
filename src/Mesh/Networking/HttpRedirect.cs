using MeshActors.Mesh.Objects;

namespace MeshActors.Mesh.Networking;

/// <summary>A redirection, with at most one way to choose its port.</summary>
public sealed record HttpRedirect
{
    public string Uri { get; init; } = "";

    public string Authority { get; init; } = "";

    public int? Port { get; init; }

    public RedirectPortSelection? DerivePort { get; init; }

    public string Scheme { get; init; } = "";

    /// <summary>Zero for 301.</summary>
    public uint RedirectCode { get; init; }

    public string PrefixRewrite { get; init; } = "";

    internal static HttpRedirect Read(FieldReader fields) => new()
    {
        Uri = fields.Text("uri"),
        Authority = fields.Text("authority"),
        Port = fields.Int32OrNull("port"),
        DerivePort = fields.EnumOrNull<RedirectPortSelection>("derivePort"),
        Scheme = fields.Text("scheme"),
        RedirectCode = fields.UInt32("redirectCode"),
        PrefixRewrite = fields.Text("prefixRewrite"),
    };
}
