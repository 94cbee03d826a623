using MeshActors.Mesh.View;

namespace MeshActors.Host.Replicas;

/// <summary>The newest view of the mesh, or null before the first.</summary>
internal sealed class ViewHolder
{
    private volatile MeshView? _current;

    public MeshView? Current
    {
        get => _current;
        set => _current = value;
    }
}
