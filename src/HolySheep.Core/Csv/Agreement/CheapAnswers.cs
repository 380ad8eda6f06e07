using System.Collections.Concurrent;
using System.Collections.Generic;
using HolySheep.Csv.Journal;

namespace HolySheep.Csv.Agreement;

/// <summary>The answers of the cheap model that do not stand, by prompt: the journal keeps them beside the answers of the output, under keys of their own. From any thread.</summary>
internal sealed class CheapAnswers(RowIndex index)
{
    private const ulong Mark = 0x9E37_79B9_7F4A_7C15;
    private readonly ConcurrentDictionary<int, string?> _classes = new();

    /// <summary>The key under which the journal keeps such an answer.</summary>
    public static RowKey KeyOf(RowKey key) => key with { Low = key.Low ^ Mark };

    /// <summary>Whether the cheap model was asked about a prompt, and its answer does not stand.</summary>
    public bool Has(int prompt) => _classes.ContainsKey(prompt);

    /// <summary>The canonical answer to a prompt; null if there is none.</summary>
    public string? ClassOf(int prompt) => _classes.TryGetValue(prompt, out var answer) ? answer : null;

    /// <param name="prompt">The prompt.</param>
    /// <param name="answer">The canonical answer; null if the model gave none.</param>
    public void Add(int prompt, string? answer) => _classes[prompt] = answer;

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
            Add(prompt, journal.Read(offset) is { IsAnswer: true } entry ? AnswerClasses.ClassOf(entry.Text) : null);
        }
    }
}
