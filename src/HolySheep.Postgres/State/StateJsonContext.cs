using System.Text.Json.Serialization;

namespace HolySheep.Postgres.State;

/// <summary>The JSON of records, without reflection.</summary>
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HealthRecord))]
[JsonSerializable(typeof(HolderRecord))]
[JsonSerializable(typeof(QuotaRecord))]
[JsonSerializable(typeof(SplitRecord))]
[JsonSerializable(typeof(MeasurementRecord))]
[JsonSerializable(typeof(string))]
internal sealed partial class StateJsonContext : JsonSerializerContext;
