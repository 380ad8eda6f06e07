using System.Text.Json.Serialization;

namespace HolySheep.Csv.Shared;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SharedQuestion))]
internal sealed partial class SharedJsonContext : JsonSerializerContext;
