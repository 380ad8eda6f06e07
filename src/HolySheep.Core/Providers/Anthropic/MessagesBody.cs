using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.Json.Nodes;
using HolySheep.Providers.Exchange;

namespace HolySheep.Providers.Anthropic;

/// <summary>Writes the body of a request. A further member of the caller's replaces one of ours.</summary>
internal sealed class MessagesBody
{
    private const string OutputConfig = "output_config";
    private readonly Utf8JsonWriter _writer;
    private readonly ProviderCall _call;
    private readonly WireNotes _notes;
    private readonly ClaudeModel _model;
    private readonly TurnList _turns;
    private readonly int _maxTokens;
    private readonly ThinkingPlan _thinking;
    private readonly JsonObject? _schema;

    private MessagesBody(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes)
    {
        (_writer, _call, _notes) = (writer, call, notes);
        _model = ClaudeModel.Of(call.Candidate.Model);
        _turns = new TurnList(call.Request, call.Candidate, pairs);
        _maxTokens = AnswerLimit.Of(call, notes);
        _thinking = Writes("thinking") ? ThinkingPlan.Of(call, _model, _maxTokens, _turns, notes) : default;
        _schema = call.Request.JsonSchema is { } schema && (call.Candidate.Listed?.JsonSchema ?? _model.TakesSchema) ? SchemaForm.Of(schema.Schema) : null;
    }

    public static void Write(Utf8JsonWriter writer, ProviderCall call, ToolPairs pairs, WireNotes notes) => new MessagesBody(writer, call, pairs, notes).Write();

    private void Write()
    {
        _writer.WriteStartObject();
        _writer.WriteString("model", _call.Candidate.Model);
        if (Writes("max_tokens"))
        {
            _writer.WriteNumber("max_tokens", _maxTokens);
        }

        WriteSystem();
        WriteMessages();
        SamplingWriter.Write(_writer, _call, _model, _thinking.Thinks, _notes);
        SamplingWriter.WriteStop(_writer, _call, _notes);
        WriteThinking();
        WriteOutputConfig();
        ToolWriter.Write(_writer, _call, _model, _turns, _notes);
        if (_call.Streamed)
        {
            _writer.WriteBoolean("stream", true);
        }

        foreach (var member in _call.Request.ExtraBody.Where(member => member.Key != OutputConfig))
        {
            _writer.WritePropertyName(member.Key);
            _writer.WriteRawValue(member.Value);
        }

        _writer.WriteEndObject();
    }

    private bool Writes(string name) => !_call.Request.ExtraBody.ContainsKey(name);

    private void WriteSystem()
    {
        var texts = new List<string>(_turns.System);
        if (_call.Request.JsonSchema is { } schema && _schema is null)
        {
            // What the provider cannot hold the model to is asked of the model; the answer is checked later.
            texts.Add($"Answer with JSON alone, without any text around it. It must follow this JSON schema:\n{schema.Schema}");
            _notes.Add($"The schema was sent to {_call.Candidate.Model} as an instruction: it cannot be held to this one.");
        }

        if (texts.Count > 0 && Writes("system"))
        {
            WriteSystem(string.Join("\n\n", texts));
        }
    }

    private void WriteSystem(string text)
    {
        if (!_call.Request.CachePrompt)
        {
            _writer.WriteString("system", text);
            return;
        }

        _writer.WriteStartArray("system");
        _writer.WriteStartObject();
        _writer.WriteString("type", "text");
        _writer.WriteString("text", text);
        CacheMark.Write(_writer);
        _writer.WriteEndObject();
        _writer.WriteEndArray();
    }

    private void WriteMessages()
    {
        var takesPrefill = _model.TakesPrefill && _schema is null && !_thinking.Thinks;
        if (_turns.EndsWithWords && !takesPrefill)
        {
            _notes.Add($"The conversation ends with the beginning of an answer, which {_call.Candidate.Model} does not take here: it was asked in words to continue it.");
        }

        new TurnWriter(_writer, _turns, _call.Request.CachePrompt ? CachePlace.Of(_turns, _call.Request.SharedPrefix) : null).Write(takesPrefill);
    }

    private void WriteThinking()
    {
        if (_thinking.Type is not { } type)
        {
            return;
        }

        _writer.WriteStartObject("thinking");
        _writer.WriteString("type", type);
        if (_thinking.Budget is { } budget)
        {
            _writer.WriteNumber("budget_tokens", budget);
        }

        if (_thinking.Shown && _thinking.Thinks)
        {
            _writer.WriteString("display", "summarized");
        }

        _writer.WriteEndObject();
    }

    private void WriteOutputConfig()
    {
        var config = new JsonObject();
        if (_schema is not null)
        {
            config["format"] = new JsonObject { ["type"] = "json_schema", ["schema"] = _schema };
        }

        if (_thinking.Effort is { } effort)
        {
            config["effort"] = effort;
        }

        if (_call.Request.ExtraBody.TryGetValue(OutputConfig, out var given))
        {
            if (JsonNode.Parse(given) is not JsonObject members)
            {
                _writer.WritePropertyName(OutputConfig);
                _writer.WriteRawValue(given);
                return;
            }

            foreach (var member in members)
            {
                config[member.Key] = member.Value?.DeepClone();
            }
        }

        if (config.Count > 0)
        {
            _writer.WritePropertyName(OutputConfig);
            config.WriteTo(_writer);
        }
    }
}
