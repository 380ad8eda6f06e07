using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Agreement;

/// <summary>The answers of the cheap model that do not stand, by prompt: the journal keeps them beside the answers of the output, under keys of their own. From any thread.</summary>
/// <param name="index">The rows.</param>
/// <param name="isOwn">Whether an answer is of the cheap model itself.</param>
internal sealed class CheapAnswers(RowIndex index, Func<string?, bool> isOwn)
{
    private const ulong Mark = 0x9E37_79B9_7F4A_7C15;
    private readonly ConcurrentDictionary<int, (string? Class, RowSpend Spent)> _answers = new();

    /// <summary>The key under which the journal keeps such an answer.</summary>
    public static RowKey KeyOf(RowKey key) => key with { Low = key.Low ^ Mark };

    /// <summary>Whether the cheap model was asked about a prompt, and its answer does not stand.</summary>
    public bool Has(int prompt) => _answers.ContainsKey(prompt);

    /// <summary>The canonical answer to a prompt; null if there is none.</summary>
    public string? ClassOf(int prompt) => _answers.TryGetValue(prompt, out var answer) ? answer.Class : null;

    /// <summary>What the answer to a prompt has spent; nothing if there is none.</summary>
    public RowSpend SpentOn(int prompt) => _answers.TryGetValue(prompt, out var answer) ? answer.Spent : default;

    /// <param name="prompt">The prompt.</param>
    /// <param name="answer">The canonical answer; null if the model gave none.</param>
    /// <param name="spent">What the calls for it have spent.</param>
    public void Add(int prompt, string? answer, RowSpend spent) => _answers[prompt] = (answer, spent);

    /// <summary>Reads what earlier runs have kept.</summary>
    public void Recall(JournalReader journal)
    {
        var found = new List<(int Prompt, long Offset)>();
        journal.Scan((offset, _, key) =>
        {
            var prompt = index.Find(KeyOf(key));
            if (prompt >= 0)
            {
                found.Add((prompt, offset));
            }
        });
        foreach (var (prompt, offset) in found)
        {
            var entry = journal.Read(offset);
            Add(prompt, entry.IsAnswer && isOwn(entry.Model) ? AnswerClasses.ClassOf(entry.Text) : null, RowSpend.Of(entry));
        }
    }
}
