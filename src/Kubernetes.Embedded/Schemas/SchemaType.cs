namespace MeshActors.Kubernetes.Embedded.Schemas;

/// <summary>The JSON type that a schema asks for; <see cref="Any"/> accepts every value.</summary>
internal enum SchemaType
{
    Any,
    Object,
    Array,
    String,
    Integer,
    Number,
    Boolean,
}
