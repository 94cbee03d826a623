namespace MeshActors.Kubernetes.Embedded.Admission;

internal sealed class WebhookAdmission() : IAdmission, IDisposable
{
    public Task MutateAsync(AdmissionAttributes attributes, CancellationToken cancellation) => Task.CompletedTask;

    public Task ValidateAsync(AdmissionAttributes attributes, CancellationToken cancellation) => Task.CompletedTask;

    public void Dispose()
    {
    }
}
