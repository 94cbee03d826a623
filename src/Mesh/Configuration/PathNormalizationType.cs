namespace MeshActors.Mesh.Configuration;

/// <summary>Steps of path normalisation, from the base on each including the one before.</summary>
public enum PathNormalizationType
{
    Default = 0,
    None = 1,
    Base = 2,
    MergeSlashes = 3,
    DecodeAndMergeSlashes = 4,
}
