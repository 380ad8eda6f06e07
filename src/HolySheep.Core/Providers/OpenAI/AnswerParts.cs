using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using HolySheep.Chat;

namespace HolySheep.Providers.OpenAI;

/// <summary>Gathers an answer from one completion or from its chunks.</summary>
internal sealed class AnswerParts
{
    private readonly StringBuilder _content = new();
    private readonly StringBuilder _reasoning = new();
    private readonly StringBuilder _refusal = new();
    private readonly List<ToolCallParts> _tools = [];
    private readonly List<string> _warnings = [];
    private string? _id;
    private string? _model;
    private double? _created;
    private ChatUsage? _usage;

    public string? FinishReason { get; private set; }

    public bool HasUsage => _usage is not null;

    public string? Content => _content.Length == 0 ? null : _content.ToString();

    public void Warn(string warning) => _warnings.Add(warning);

    /// <summary>Takes in a completion or a chunk; says which text came with it, reasoning and answer apart.</summary>
    public (string? Reasoning, string? Text, bool Tool) Add(CompletionDto completion)
    {
        _id ??= completion.Id;
        _model = string.IsNullOrEmpty(completion.Model) ? _model : completion.Model;
        _created ??= completion.Created;
        _usage = completion.Usage?.ToUsage() ?? _usage;
        if (completion.Choices is not { Count: > 0 } choices)
        {
            return default;
        }

        FinishReason = Neutral(choices[0].FinishReason) ?? FinishReason;
        var part = choices[0].Delta ?? choices[0].Message;
        if (part is null)
        {
            return default;
        }

        var reasoning = part.ReasoningContent ?? part.Reasoning;
        _reasoning.Append(reasoning);
        _content.Append(part.Content);
        _refusal.Append(part.Refusal);
        foreach (var tool in part.ToolCalls ?? [])
        {
            AddTool(tool);
        }

        var text = string.IsNullOrEmpty(part.Content) ? part.Refusal : part.Content;
        return (reasoning, text, part.ToolCalls is { Count: > 0 });
    }

    public ProviderAnswer ToAnswer(int status, string? requestId, long? firstTextAt) => new()
    {
        Content = _content.Length > 0 ? _content.ToString() : _refusal.ToString(),
        Reasoning = _reasoning.Length > 0 ? _reasoning.ToString() : null,
        Refusal = _refusal.Length > 0 ? _refusal.ToString() : null,
        ToolCalls = _tools.Select(tool => tool.ToCall()).ToList(),
        FinishReason = FinishReason,
        Usage = _usage,
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
