using System.Collections.Generic;
using System.Text.Json;

namespace HolySheep.Architecture.Tests.Bait;

public abstract class SignatureThatShowsJson : List<JsonElement>
{
    public IReadOnlyDictionary<string, JsonDocument?>? Property { get; init; }

    internal JsonElement Unseen => Private();

    protected abstract void Inherited(JsonValueKind[] kinds);

    private static JsonElement Private() => default;

    public sealed class Nested
    {
        public JsonTokenType Field;
    }

    internal sealed class UnseenNested
    {
        public JsonTokenType UnseenField = JsonTokenType.None;
    }
}
