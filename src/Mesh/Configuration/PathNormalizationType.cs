namespace MeshActors.Mesh.Configuration;

public enum PathNormalizationType
{
    Default = 0,
    None = 1,
    Base = 2,
    MergeSlashes = 3,
    DecodeAndMergeSlashes = 4,
}
