using System.Collections.Generic;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;

namespace HolySheep.Gateway.Protocols.ChatCompletions;

/// <summary>What an answer has beside its text: its sources, and its pictures as OpenRouter gives them, whose clients show them.</summary>
internal sealed class AnswerExtras(ChatResult result)
{
    private readonly IReadOnlyList<ChatCitation> _citations = UrlCitations.Of(result);
    private readonly IReadOnlyList<AnswerPicture> _pictures = AnswerPicture.Of(result);

    /// <summary>Whether there is nothing.</summary>
    public bool IsEmpty => _citations.Count == 0 && _pictures.Count == 0;

    /// <summary>Writes the members of a message or a delta.</summary>
    public void Write(Utf8JsonWriter json)
    {
        if (_citations.Count > 0)
        {
            UrlCitations.WriteInChat(json, _citations, result.Content.Length);
        }

        if (_pictures.Count == 0)
        {
            return;
        }

        json.WriteStartArray("images");
        foreach (var picture in _pictures)
        {
            json.WriteStartObject();
            json.WriteString("type", "image_url");
            json.WriteStartObject("image_url");
            json.WriteString("url", picture.Url);
            json.WriteEndObject();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
