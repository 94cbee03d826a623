using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace MeshActors.Actors.Config.Statuses;

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class JsonNodes : JsonSerializerContext;
