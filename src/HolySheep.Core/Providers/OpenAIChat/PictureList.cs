using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.OpenAIChat;

/// <summary>Reads the pictures of a message.</summary>
internal static class PictureList
{
    /// <summary>The objects of the list that the reader stands on, each as JSON; null if there are none.</summary>
    public static List<string>? Read(ref Utf8JsonReader reader)
    {
        List<string>? pictures = null;
        if (reader.TokenType != JsonTokenType.StartArray)
        {
            reader.Skip();
            return null;
        }

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                (pictures ??= []).Add(JsonText.ReadRaw(ref reader));
            }
            else
            {
                reader.Skip();
            }
        }

        return pictures;
    }
}
