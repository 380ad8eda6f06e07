using System.Text.Json;
using HolySheep.Batches;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Batches.OpenAI;

/// <summary>The name of a batch in its metadata, as OpenAI, Azure and Mistral keep it.</summary>
internal static class BatchMetadata
{
    private const string Metadata = "metadata";
    private const string NameKey = "holysheep_batch";

    /// <summary>Writes the member that names an order.</summary>
    public static void Write(Utf8JsonWriter writer, BatchOrder order)
    {
        writer.WriteStartObject(Metadata);
        writer.WriteString(NameKey, order.Name);
        writer.WriteEndObject();
    }

    /// <summary>Whether a batch has the name of an order.</summary>
    public static bool Names(JsonElement batch, BatchOrder order) => JsonMember.Text(JsonMember.Of(batch, Metadata), NameKey) == order.Name;
}
