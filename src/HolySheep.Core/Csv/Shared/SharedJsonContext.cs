using System.Text.Json.Serialization;

namespace HolySheep.Csv.Shared;

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, Converters = [typeof(HedgeTimeConverter)])]
[JsonSerializable(typeof(SharedQuestion))]
internal sealed partial class SharedJsonContext : JsonSerializerContext;
