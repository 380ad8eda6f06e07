using System.Threading;

namespace HolySheep.Csv.Journal;

/// <summary>
/// Which prompt each row has, and how far each prompt is: all that grows with the rows. A row takes 4 bytes, a prompt 16 for its key, 8 for its state,
/// and from 5 to 10 for the table that finds it, which is at most 38 bytes a row where no two prompts are alike.
/// </summary>
internal sealed class RowIndex
{
    private const int SmallestTable = 1024;
    private readonly ChunkedList<int> _prompts = new();
    private readonly ChunkedList<RowKey> _keys = new();
    private readonly ChunkedList<long> _states = new();

    // A place holds the number of a prompt plus one; 0 is an empty place.
    private int[] _table = new int[SmallestTable];

    public int Rows => _prompts.Count;

    public int Prompts => _keys.Count;

    /// <summary>Takes in the next row.</summary>
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

    /// <summary>The number of the prompt of a key; -1 where no row has it.</summary>
    public int Find(RowKey key) => _table[PlaceOf(key)] - 1;

    /// <summary>The number of the prompt of a row. Prompts are numbered as they first come, so that a row whose number is higher than all before it is the first of its prompt.</summary>
    public int PromptOf(int row) => _prompts[row];

    public RowKey KeyOf(int prompt) => _keys[prompt];

    public RowState StateOf(int prompt) => new(Volatile.Read(ref _states[prompt]));

    /// <summary>From any thread; each prompt is set by one at a time.</summary>
    public void Set(int prompt, RowState state) => Volatile.Write(ref _states[prompt], state.Bits);

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
