using System.Collections.Generic;
using System.Linq;
using System.Text;
using System.Text.Json.Nodes;
using HolySheep.TestKit.Wire;

namespace HolySheep.TestKit.Voices;

/// <summary>Writes a response as events; used once, from its head to its end.</summary>
internal sealed class ResponseEvents(ResponseJson response)
{
    private readonly StringBuilder _doneItems = new();
    private int _number;

    public static string Error(Fault fault) => Event("error", new JsonObject
    {
        ["type"] = "error",
        ["code"] = fault.Code,
        ["message"] = fault.Message,
        ["param"] = null,
        ["sequence_number"] = 99,
    });

    public string Head() => Say("response.created", new JsonObject { ["response"] = response.Response("in_progress", [], withUsage: false) })
        + Say("response.in_progress", new JsonObject { ["response"] = response.Response("in_progress", [], withUsage: false) });

    /// <summary>One text for each word or piece of a tool call, with the events that begin an item before its first.</summary>
    public IReadOnlyList<string> Pieces()
    {
        var pieces = new List<string>();
        int index = 0;
        foreach (JsonObject item in response.Items())
        {
            pieces.AddRange((string)item["type"]! switch
            {
                "reasoning" => Reasoning(index, item),
                "message" => Message(index, item),
                _ => Call(index, item),
            });
            index++;
        }

        return pieces;
    }

    /// <summary>The end of the last item.</summary>
    public string ItemsDone() => Drain();

    public string End(bool withUsage) => Say("response." + response.Status, new JsonObject { ["response"] = response.Response(response.Status, response.Items(), withUsage) });

    private IEnumerable<string> Reasoning(int index, JsonObject item)
    {
        string id = (string)item["id"]!;
        string head = Drain() + Added(index, new JsonObject { ["id"] = id, ["type"] = "reasoning", ["encrypted_content"] = "sealed-early", ["summary"] = new JsonArray() })
            + Say("response.reasoning_summary_part.added", Place(id, index, new JsonObject { ["summary_index"] = 0, ["part"] = new JsonObject { ["type"] = "summary_text", ["text"] = "" } }));
        foreach (string word in CompletionJson.Words(response.Completion.Reasoning))
        {
            yield return head + Say("response.reasoning_summary_text.delta", Place(id, index, new JsonObject { ["summary_index"] = 0, ["delta"] = word, ["obfuscation"] = "x7Kq" }));
            head = "";
        }

        _doneItems.Append(Say("response.reasoning_summary_text.done", Place(id, index, new JsonObject { ["summary_index"] = 0, ["text"] = response.Completion.Reasoning })));
        Done(index, item);
    }

    private IEnumerable<string> Message(int index, JsonObject item)
    {
        string id = (string)item["id"]!;
        string head = Drain() + Added(index, response.Message());
        int number = 0;
        foreach (JsonObject part in response.Parts())
        {
            (string kind, string member) = (string)part["type"]! == "refusal" ? ("refusal", "refusal") : ("output_text", "text");
            JsonObject empty = part.DeepClone().AsObject();
            empty[member] = "";
            head += Say("response.content_part.added", Place(id, index, new JsonObject { ["content_index"] = number, ["part"] = empty }));
            string text = (string)part[member]!;
            foreach (string word in CompletionJson.Words(text))
            {
                yield return head + Say($"response.{kind}.delta", Place(id, index, new JsonObject { ["content_index"] = number, ["delta"] = word, ["logprobs"] = new JsonArray() }));
                head = "";
            }

            _doneItems.Append(Say($"response.{kind}.done", Place(id, index, new JsonObject { ["content_index"] = number, [member] = text })));
            _doneItems.Append(Say("response.content_part.done", Place(id, index, new JsonObject { ["content_index"] = number, ["part"] = part })));
            number++;
        }

        Done(index, item);
    }

    private IEnumerable<string> Call(int index, JsonObject item)
    {
        string id = (string)item["id"]!;
        string arguments = (string)item["arguments"]!;
        JsonObject begun = item.DeepClone().AsObject();
        (begun["arguments"], begun["status"]) = ("", "in_progress");
        string head = arguments[..(arguments.Length / 2)];
        yield return Drain() + Added(index, begun) + Delta(head);
        yield return Delta(arguments[head.Length..]);
        _doneItems.Append(Say("response.function_call_arguments.done", Place(id, index, new JsonObject { ["arguments"] = arguments })));
        Done(index, item);

        string Delta(string piece) => Say("response.function_call_arguments.delta", Place(id, index, new JsonObject { ["delta"] = piece }));
    }

    private string Added(int index, JsonObject item) => Say("response.output_item.added", new JsonObject { ["output_index"] = index, ["item"] = item });

    private void Done(int index, JsonObject item) => _doneItems.Append(Say("response.output_item.done", new JsonObject { ["output_index"] = index, ["item"] = item }));

    // An item ends before the next begins, and both belong to the next piece.
    private string Drain()
    {
        string done = _doneItems.ToString();
        _doneItems.Clear();
        return done;
    }

    private static JsonObject Place(string id, int index, JsonObject members)
    {
        (members["item_id"], members["output_index"]) = (id, index);
        return members;
    }

    private string Say(string type, JsonObject members)
    {
        var data = new JsonObject { ["type"] = type, ["sequence_number"] = _number++ };
        foreach (KeyValuePair<string, JsonNode?> member in members.ToList())
        {
            members.Remove(member.Key);
            data[member.Key] = member.Value;
        }

        return Event(type, data);
    }

    private static string Event(string type, JsonObject data) => $"event: {type}\ndata: {CompletionJson.Write(data)}\n\n";
}
