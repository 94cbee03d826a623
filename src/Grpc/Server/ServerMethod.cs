namespace MeshActors.Grpc.Server;

/// <summary>A method of any message types with its handler.</summary>
internal abstract class ServerMethod(string name, string fullName)
{
    public string Name { get; } = name;

    public string FullName { get; } = fullName;

    public abstract Task InvokeAsync(HttpServerCallContext call);
}
