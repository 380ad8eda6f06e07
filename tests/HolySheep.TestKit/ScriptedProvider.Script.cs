using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using HolySheep.TestKit.Batches;

namespace HolySheep.TestKit;

public sealed partial class ScriptedProvider
{
    private readonly ConcurrentDictionary<string, ModelScript> _models = new(StringComparer.Ordinal);
    private readonly ModelScript _any = new();
    private volatile Func<RecordedRequest, Reply?>? _handler;
    private volatile IReadOnlyList<string> _listed = ["gpt-4.1", "claude-sonnet-4.5", "gemini-2.5-flash", "deepseek-v3.2"];

    /// <summary>The batch API: its script, and what was submitted.</summary>
    public ScriptedBatches Batches { get; }

    /// <summary>The replies to requests for this model.</summary>
    public ModelScript On(string model) => _models.GetOrAdd(model, _ => new ModelScript());

    /// <summary>The replies to requests for a model that has none of its own.</summary>
    public ModelScript OnAny() => _any;

    /// <summary>Answers any request, whatever its method and path; where it gives null the rest of the script answers.</summary>
    public ScriptedProvider Handle(Func<RecordedRequest, Reply?> handler)
    {
        _handler = handler;
        return this;
    }

    /// <summary>Sets the models that <c>GET /models</c> lists.</summary>
    public ScriptedProvider Lists(params string[] models)
    {
        _listed = [.. models];
        return this;
    }

    private Reply Choose(RecordedRequest request)
    {
        if (_handler?.Invoke(request) is { } handled)
        {
            return handled;
        }

        if (Batches.Answer(request) is { } batched)
        {
            return batched;
        }

        return request.Voice.AsksForAnswer(request) ? ChooseForModel(request)
            : request.Voice.AsksForModels(request) ? Reply.Json(200, request.Voice.ModelList(_listed))
            : Reply.Error(404, "unknown_url", $"Unknown request URL: {request.Method} {request.PathAlone}.");
    }

    internal Reply ChooseForModel(RecordedRequest request)
    {
        ModelScript? own = request.Model is { } model ? _models.GetValueOrDefault(model) : null;
        return own?.Next() ?? _any.Next() ?? Reply.Echo;
    }
}
