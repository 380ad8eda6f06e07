using System;
using System.Threading;

namespace HolySheep.Csv.Journal;

/// <summary>
/// The prompt of each row and the state of each prompt: all data whose size depends on the number of rows. A row takes 4 bytes, a prompt 16 for its key, 8 for its state,
/// and 5 to 10 for the hash table. This is at most 38 bytes per row if all prompts differ.
/// </summary>
internal sealed class RowIndex
{
    private const int SmallestTable = 1024;
    private readonly ChunkedList<int> _prompts = new();
    private readonly ChunkedList<RowKey> _keys = new();
    private readonly ChunkedList<long> _states = new();

    // A slot holds the number of a prompt plus one; 0 is an empty slot.
    private int[] _table = new int[SmallestTable];

    public int Rows => _prompts.Count;

    public int Prompts => _keys.Count;

    /// <summary>Adds the next row.</summary>
    public void Add(RowKey key)
    {
        var place = PlaceOf(key);
        if (_table[place] == 0)
        {
            _keys.Add(key);
            _states.Add(0);
            _table[place] = _keys.Count;
            if (_keys.Count > _table.Length / 5 * 4)
            {
                Grow();
            }

            _prompts.Add(_keys.Count - 1);
        }
        else
        {
            _prompts.Add(_table[place] - 1);
        }
    }

    /// <summary>The number of the prompt with a key; -1 if no row has it.</summary>
    public int Find(RowKey key) => _table[PlaceOf(key)] - 1;

    /// <summary>The number of a row's prompt. Prompts are numbered in the order of their first rows, so a row whose number is higher than all before it is the first with its prompt.</summary>
    public int PromptOf(int row) => _prompts[row];

    public RowKey KeyOf(int prompt) => _keys[prompt];

    public RowState StateOf(int prompt) => new(Volatile.Read(ref _states[prompt]));

    /// <summary>Sets the state of a prompt; from any thread, but one thread at a time per prompt.</summary>
    public void Set(int prompt, RowState state) => Volatile.Write(ref _states[prompt], state.Bits);

    /// <summary>Sets the state of a prompt unless another thread has changed it; false if it has.</summary>
    public bool TrySet(int prompt, RowState from, RowState to) => Interlocked.CompareExchange(ref _states[prompt], to.Bits, from.Bits) == from.Bits;

    /// <summary>Lets failed prompts wait again; their entries stay known, for what they cost.</summary>
    public void ForgetFailures()
    {
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            var state = StateOf(prompt);
            if (state.Stage is RowStage.Failed or RowStage.FailedForNow)
            {
                Set(prompt, RowState.Waiting(state.Offset));
            }
        }
    }

    /// <summary>The prompts in any of some stages.</summary>
    public int Count(params RowStage[] stages)
    {
        var count = 0;
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            count += Array.IndexOf(stages, StateOf(prompt).Stage) >= 0 ? 1 : 0;
        }

        return count;
    }

    /// <summary>Whether a prompt is in a stage.</summary>
    public bool HasAny(RowStage stage)
    {
        for (var prompt = 0; prompt < Prompts; prompt++)
        {
            if (StateOf(prompt).Stage == stage)
            {
                return true;
            }
        }

        return false;
    }

    private int PlaceOf(RowKey key)
    {
        var place = (int)(key.High & (ulong)(_table.Length - 1));
        while (_table[place] != 0 && _keys[_table[place] - 1] != key)
        {
            place = (place + 1) & (_table.Length - 1);
        }

        return place;
    }

    private void Grow()
    {
        _table = new int[_table.Length * 2];
        for (var prompt = 0; prompt < _keys.Count; prompt++)
        {
            _table[PlaceOf(_keys[prompt])] = prompt + 1;
        }
    }
}
