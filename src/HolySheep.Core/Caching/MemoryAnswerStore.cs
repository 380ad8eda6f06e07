using System;
using System.Collections.Generic;

namespace HolySheep.Caching;

/// <summary>Keeps answers in this process.</summary>
/// <param name="maxBytes">The maximum size of all answers.</param>
internal sealed class MemoryAnswerStore(long maxBytes) : IAnswerStore
{
    private readonly object _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, byte[] Answer)>> _answers = new(StringComparer.Ordinal);

    // The least recently used is the first.
    private readonly LinkedList<(string Key, byte[] Answer)> _use = new();
    private long _bytes;

    public byte[]? Find(string key)
    {
        lock (_gate)
        {
            if (!_answers.TryGetValue(key, out var node))
            {
                return null;
            }

            _use.Remove(node);
            _use.AddLast(node);
            return node.Value.Answer;
        }
    }

    public void Keep(string key, byte[] answer)
    {
        lock (_gate)
        {
            Remove(key);
            _answers[key] = _use.AddLast((key, answer));
            _bytes += answer.Length;
            while (_bytes > maxBytes)
            {
                Remove(_use.First!.Value.Key);
            }
        }
    }

    public string? TakeWarning() => null;

    public void Dispose()
    {
    }

    private void Remove(string key)
    {
        if (_answers.TryGetValue(key, out var node))
        {
            _answers.Remove(key);
            _use.Remove(node);
            _bytes -= node.Value.Answer.Length;
        }
    }
}
