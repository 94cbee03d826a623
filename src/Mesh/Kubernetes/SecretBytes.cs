using System.Text;

namespace MeshActors.Mesh.Kubernetes;

/// <summary>Bytes that must not be printed: every rendering is their length alone.</summary>
/// <param name="bytes">The secret value.</param>
public sealed class SecretBytes(ReadOnlyMemory<byte> bytes)
{
    /// <summary>The value itself, for whoever has to use it.</summary>
    public ReadOnlyMemory<byte> Reveal() => bytes;

    public static SecretBytes FromText(string text) => new(Encoding.UTF8.GetBytes(text));

    public override string ToString() => $"[{bytes.Length} secret bytes]";
}
