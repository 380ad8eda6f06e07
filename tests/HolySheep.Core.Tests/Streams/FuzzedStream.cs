using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace HolySheep.Streams;

/// <summary>An answer laid out as the events of a stream, decorated at random; whole as long as nothing breaks it.</summary>
internal sealed class FuzzedStream
{
    private static readonly string[] Stops = ["stop", "STOP", "end_turn", "eos", "tool_calls", "length", "weather"];
    private static readonly string[] Decorations =
    [
        ": ping\n\n", ":\n", "data:\n\n", "data: \n\n", "event: ping\ndata: {\"type\":\"ping\"}\n\n", "event: weather\ndata: no JSON\n\n", "retry: 5\n\n", "id: 7\n", "\n", "\n   \n", "\uFEFF",
        "data: {\"object\":\"weather\",\"wind\":\"north\"}\n\n", "data: null\n\n", "data: {\"choices\":[],\"prompt_filter_results\":[{\"prompt_index\":0}]}\n\n", "mood: sunny\n",
        "data: {\"choices\":[{\"index\":1,\"delta\":{\"content\":\"of another choice\"}}]}\n\n", "data: {\"choices\":[{\"index\":0,\"delta\":{}}]}\n\n", "data: {\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}\n\n",
    ];

    private readonly Random _random;
    private readonly FuzzedJson _json;
    private readonly string _finish;

    public FuzzedStream(FuzzedAnswer answer, Random random)
    {
        (_random, _json) = (random, new FuzzedJson(random));
        _finish = Stops[random.Next(Stops.Length)];
        Marks = (FuzzedMarks)random.Next(4);
        Lay(answer);
    }

    public FuzzedMarks Marks { get; }

    /// <summary>The events, each with its blank line.</summary>
    public List<string> Events { get; } = [];

    /// <summary>The events that hold a part of the answer.</summary>
    public List<int> Parts { get; } = [];

    /// <summary>After how many events two marked ones have carried text.</summary>
    public int TwoMarkedTexts { get; private set; } = int.MaxValue;

    /// <summary>The bytes, with line ends of one kind or mixed.</summary>
    public static byte[] Bytes(IEnumerable<string> events, Random random)
    {
        var style = random.Next(4);
        var text = new StringBuilder();
        foreach (var lines in events)
        {
            text.Append(style switch
            {
                0 => lines.Replace("\n", "\r\n", StringComparison.Ordinal),
                1 => lines.Replace("\n", "\r", StringComparison.Ordinal),
                2 => lines.Replace("\n", random.Next(2) == 0 ? "\r\n" : "\n", StringComparison.Ordinal),
                _ => lines,
            });
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private void Lay(FuzzedAnswer answer)
    {
        var deltas = Mixed(answer.ReasoningPieces.Select(_json.ReasoningDelta), answer.ContentPieces.Select(_json.ContentDelta), _json.ToolDeltas(answer.Tools));
        if (_random.Next(2) == 0)
        {
            Add(_json.Chunk("{\"role\":\"assistant\"}", Marks == FuzzedMarks.Every ? "stop" : null));
        }

        for (var i = 0; i < deltas.Count; i++)
        {
            var isLast = i == deltas.Count - 1;
            var marked = Marks == FuzzedMarks.Every || (Marks == FuzzedMarks.WithTheLast && isLast);
            Part(_json.Chunk(deltas[i], marked ? isLast ? _finish : "stop" : null, counts: Marks == FuzzedMarks.Every && _random.Next(2) == 0));
            TwoMarkedTexts = Marks == FuzzedMarks.Every && i == 1 ? Events.Count : TwoMarkedTexts;
        }

        Repeat(answer);
        if (Marks == FuzzedMarks.AfterTheLast)
        {
            Part(_json.Chunk("{}", _finish, counts: _random.Next(3) == 0));
        }

        if (_random.Next(3) == 0)
        {
            Add(_json.UsageEvent());
        }

        if (Marks == FuzzedMarks.None || _random.Next(3) > 0)
        {
            Events.Add(_random.Next(4) == 0 ? "data:[DONE]\n\n" : "data: [DONE]\n\n");
        }
    }

    /// <summary>Reasoning, text and tool calls, in order or by turns; each of them in its own order.</summary>
    private List<string> Mixed(params IEnumerable<string>[] kinds)
    {
        var left = kinds.Select(kind => new Queue<string>(kind)).ToList();
        var mixes = _random.Next(2) == 0;
        var mixed = new List<string>();
        while (left.RemoveAll(kind => kind.Count == 0) >= 0 && left.Count > 0)
        {
            mixed.Add(left[mixes ? _random.Next(left.Count) : 0].Dequeue());
        }

        return mixed;
    }

    /// <summary>Some servers tell the whole answer again at the end.</summary>
    private void Repeat(FuzzedAnswer answer)
    {
        var finish = Marks is FuzzedMarks.Every or FuzzedMarks.WithTheLast ? _finish : null;
        switch (_random.Next(6))
        {
            case 0:
                Add(_json.Chunk(_json.Message(answer), finish, member: "message", kind: "chat.completion"));
                break;
            case 1 when answer.Content.Length >= (finish is null ? 32 : 8) && answer.ContentPieces.Count > (finish is null ? 2 : 1) && answer.Tools.Count == 0 && !answer.Content.EndsWith('\uFFFD'):
                Add(_json.Chunk($"{{\"content\":{_json.Quote(answer.Content)}}}", finish));
                break;
        }
    }

    private void Part(string json)
    {
        Add(json);
        Parts.Add(Events.Count - 1);
    }

    private void Add(string json)
    {
        while (_random.Next(4) == 0)
        {
            Events.Add(Decorations[_random.Next(Decorations.Length)]);
        }

        var named = _random.Next(6) == 0 ? "event: message\n" : "";
        Events.Add(named + (_random.Next(5) == 0 ? "data:" : "data: ") + json + "\n\n");
    }
}
