using MeshActors.Kubernetes.Embedded.Api;

namespace MeshActors.Kubernetes.Embedded.Admission;

/// <summary>Others' say in a write before it is stored.</summary>
internal interface IAdmission
{
    /// <summary>Lets mutating webhooks change the object in place.</summary>
    /// <exception cref="ApiException">A webhook denied the request or failed.</exception>
    Task MutateAsync(AdmissionAttributes attributes, CancellationToken cancellation);

    /// <summary>Asks the validating webhooks.</summary>
    /// <exception cref="ApiException">A webhook denied the request or failed.</exception>
    Task ValidateAsync(AdmissionAttributes attributes, CancellationToken cancellation);
}
