using System.Text.Json.Serialization;

namespace HolySheep.Spend.Ledger.Log;

// Lines are written by it, and read by LogLine.
[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, GenerationMode = JsonSourceGenerationMode.Serialization)]
[JsonSerializable(typeof(LogLine))]
internal sealed partial class LogJsonContext : JsonSerializerContext;
