namespace MeshActors.Host.Debugging.Registry;

/// <summary><c>/debug/registryz</c>: every service of the mesh.</summary>
internal static class RegistryPage
{
    public static DebugPage Page { get; } =
        DebugPage.Of("registryz", "All services of the registry", (request, json) => ServiceJson.WriteAll(json, request.View.Services));
}
