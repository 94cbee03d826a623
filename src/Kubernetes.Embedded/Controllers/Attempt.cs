using MeshActors.Kubernetes.Embedded.Api;

namespace MeshActors.Kubernetes.Embedded.Controllers;

/// <summary>Writes of controllers, which may lose a race and are then decided anew on the change that won.</summary>
internal static class Attempt
{
    /// <returns>False where the object is gone or has changed, so that the write no longer applies.</returns>
    public static async Task<bool> ChangeAsync<T>(Func<Task<T>> write)
    {
        try
        {
            await write().ConfigureAwait(false);
            return true;
        }
        catch (ApiException fault) when (fault.Code is 404 or 409)
        {
            return false;
        }
    }
}
