using System;
using System.Collections.Generic;
using System.Linq;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAI;

/// <summary>Gathers an answer from one completion or from its chunks.</summary>
internal sealed class AnswerParts
{
    private readonly TextParts _content = new();
    private readonly TextParts _reasoning = new();
    private readonly TextParts _refusal = new();
    private readonly List<ToolCallParts> _tools = [];
    private readonly List<string> _warnings = [];
    private string? _id;
    private string? _model;
    private double? _created;

    public string? FinishReason { get; private set; }

    /// <summary>Null where the provider has counted nothing yet.</summary>
    public ChatUsage? Usage { get; private set; }

    public AnswerSoFar SoFar => new(_content.OrNull ?? _refusal.OrNull, TextParts.Joined(_reasoning.OrNull, _refusal.OrNull, _content.OrNull, string.Concat(_tools)));

    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Takes in a completion or a chunk; says which text came with it, reasoning and answer apart.</summary>
    public (string? Reasoning, string? Text, bool Tool) Add(CompletionDto completion)
    {
        _id ??= completion.Id;
        _model = string.IsNullOrEmpty(completion.Model) ? _model : completion.Model;
        _created ??= completion.Created;
        Usage = completion.Usage?.ToUsage() ?? Usage;
        FinishReason = Neutral(completion.Choice?.FinishReason) ?? FinishReason;
        if ((completion.Choice?.Delta ?? completion.Choice?.Message) is not { } part)
        {
            return default;
        }

        var reasoning = part.ReasoningContent ?? part.Reasoning;
        _reasoning.Add(reasoning);
        _content.Add(part.Content);
        _refusal.Add(part.Refusal);
        var text = string.IsNullOrEmpty(part.Content) ? part.Refusal : part.Content;
        return (reasoning, text, AddTools(part.ToolCalls));
    }

    public ProviderAnswer ToAnswer(int status, string? requestId, long? firstTextAt) => new()
    {
        Content = _content.OrNull ?? _refusal.OrNull ?? "",
        Reasoning = _reasoning.OrNull,
        Refusal = _refusal.OrNull,
        ToolCalls = _tools.Count == 0 ? [] : _tools.Select(tool => tool.ToCall()).Where(tool => tool.Name.Length > 0).ToList(),
        FinishReason = FinishReason,
        Usage = Usage,
        ModelReported = _model,
        Id = _id,
        Created = _created is > 0 and < 1e11 ? DateTimeOffset.FromUnixTimeSeconds((long)_created) : null,
        RequestId = requestId,
        Status = status,
        FirstTextAt = firstTextAt,
        Warnings = _warnings,
    };

    private static string? Neutral(string? reason) => reason switch
    {
        null or "" => null,
        "SAFETY" or "PROHIBITED_CONTENT" or "BLOCKLIST" or "sensitive" => "content_filter",
        "max_tokens" or "MAX_TOKENS" => "length",
        "STOP" or "end_turn" or "eos" => "stop",
        "function_call" => "tool_calls",
        _ => reason,
    };

    private bool AddTools(List<ToolCallDto?>? deltas)
    {
        if (deltas is null)
        {
            return false;
        }

        foreach (var delta in deltas)
        {
            if (delta is not null)
            {
                AddTool(delta);
            }
        }

        return _tools.Count > 0;
    }

    private void AddTool(ToolCallDto delta)
    {
        var index = delta.Index ?? (delta.Id is null ? Math.Max(0, _tools.Count - 1) : _tools.Count);
        while (_tools.Count <= index && _tools.Count < 1024)
        {
            _tools.Add(new ToolCallParts());
        }

        if (index >= 0 && index < _tools.Count)
        {
            _tools[index].Add(delta);
        }
    }
}
