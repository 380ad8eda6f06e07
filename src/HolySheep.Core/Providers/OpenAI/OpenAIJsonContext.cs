using System.Text.Json.Serialization;

namespace HolySheep.Providers.OpenAI;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(CompletionDto))]
internal sealed partial class OpenAIJsonContext : JsonSerializerContext;
