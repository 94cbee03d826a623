namespace MeshActors.Kubernetes.Embedded.Api;

/// <summary>The operations on objects, as HTTP and in-process callers use them alike.</summary>
internal sealed class ObjectApi
{
    public ObjectApi(ApiServices services)
    {
        Reader = new ObjectReader(services);
        Writer = new ObjectWriter(services);
        Patcher = new ObjectPatcher(services, Writer);
        Deleter = new ObjectDeleter(services);
    }

    public ObjectReader Reader { get; }

    public ObjectWriter Writer { get; }

    public ObjectPatcher Patcher { get; }

    public ObjectDeleter Deleter { get; }
}
