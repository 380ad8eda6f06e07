using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using HolySheep.Chat;
using HolySheep.Chat.Parts;
using HolySheep.Planning;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Gemini;

/// <summary>Writes the instruction and the messages of a conversation as contents, whose roles take turns.</summary>
internal sealed class ContentWriter(Utf8JsonWriter writer, RouteCandidate target, ToolPairs pairs, bool withIds)
{
    public const string SystemName = "systemInstruction";
    private readonly PartWriter _parts = new(writer, target, withIds);

    /// <summary>Writes them; returns whether there is an instruction.</summary>
    public bool Write(ChatRequest request)
    {
        var instructions = new List<string>();
        if (!string.IsNullOrEmpty(request.System))
        {
            instructions.Add(request.System!);
        }

        instructions.AddRange(request.Messages.Where(message => IsInstruction(message) && message.Content.Length > 0).Select(message => message.Content));
        var turns = Turns(request.Messages.Where(message => !IsInstruction(message)));
        if (instructions.Count > 0 && (turns.Count == 0 || GeminiModel.LacksSystem(target.Model)))
        {
            Instruct(turns, instructions);
        }

        if (instructions.Count > 0)
        {
            writer.WriteStartObject(SystemName);
            WriteTexts(instructions);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("contents");
        for (var place = 0; place < turns.Count; place++)
        {
            Write(turns[place], place == 0 ? [] : [.. turns[place - 1].Calls]);
        }

        writer.WriteEndArray();
        return instructions.Count > 0;
    }

    private static bool IsInstruction(ChatMessage message) => message.Role is "system" or "developer";

    /// <summary>Puts the instructions into the user's first turn.</summary>
    private static void Instruct(List<Turn> turns, List<string> instructions)
    {
        if (turns.Count == 0 || turns[0].IsModel)
        {
            turns.Insert(0, new Turn(isModel: false));
        }

        turns[0].Parts.InsertRange(0, instructions.Select(text => new ChatText(text)));
        instructions.Clear();
    }

    private List<Turn> Turns(IEnumerable<ChatMessage> messages)
    {
        var turns = new List<Turn>();
        foreach (var message in messages)
        {
            var isModel = message.Role == "assistant";
            var parts = message.Parts.Where(part => IsSent(part, isModel) && !AnswersEarlier(turns, part)).ToList();
            if (parts.Count > 0 && (turns.Count == 0 || turns[turns.Count - 1].IsModel != isModel))
            {
                turns.Add(new Turn(isModel));
            }

            if (parts.Count > 0)
            {
                turns[turns.Count - 1].Parts.AddRange(parts);
            }
        }

        return turns;
    }

    /// <summary>Puts a result that comes later than Google takes it into the turn after its call; false if it comes in time.</summary>
    private static bool AnswersEarlier(List<Turn> turns, ChatPart part)
    {
        if (part is not ChatToolResult result || turns.FindLastIndex(turn => turn.Calls.Any(call => call.Id == result.CallId)) is not (>= 0 and var asked) || asked >= turns.Count - 2)
        {
            return false;
        }

        turns[asked + 1].Parts.Add(result);
        return true;
    }

    private bool IsSent(ChatPart part, bool isModel) => part switch
    {
        ChatText text => text.Text.Length > 0 || _parts.IsOwn(part),
        ChatAttachment or ChatToolResult => true,
        ChatToolCall call => isModel && pairs.IsAnswered(call),
        ChatReasoning => isModel && _parts.IsOwn(part),
        _ => false,
    };

    private void Write(Turn turn, IReadOnlyList<ChatToolCall> asked)
    {
        writer.WriteStartObject();
        writer.WriteString("role", turn.IsModel ? "model" : "user");
        writer.WriteStartArray("parts");
        if (!turn.IsModel)
        {
            WriteResults([.. turn.Results], asked);
        }

        // The first call of a step carries its signature; one that another model made gets the word that stands for none.
        var lacksSignature = GeminiModel.WantsSignatures(target.Model) && !turn.Calls.Any(_parts.IsOwn);
        foreach (var part in turn.Parts)
        {
            if (part is ChatToolCall call)
            {
                _parts.Write(call, lacksSignature);
                lacksSignature = false;
            }
            else
            {
                _parts.Write(part);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Writes results in the order of their calls, before anything else of the turn: each call must have one, and some are found by their place alone.</summary>
    private void WriteResults(List<ChatToolResult> results, IReadOnlyList<ChatToolCall> asked)
    {
        if (results.Count == 0)
        {
            return;
        }

        var left = new List<ChatToolResult>(results);
        foreach (var call in asked)
        {
            if (left.Find(result => result.CallId == call.Id) is { } found)
            {
                left.Remove(found);
                _parts.Write(found, call.Name);
            }
        }

        _parts.WriteMedia(results);
    }

    private void WriteTexts(List<string> texts)
    {
        writer.WriteStartArray("parts");
        foreach (var text in texts)
        {
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }
}
