using System;
using System.Collections;
using System.Collections.Generic;

namespace HolySheep.PowerShell.Results;

/// <summary>A read-only list whose items are made when the first of them is read. Its source must not change.</summary>
internal sealed class LateItems<T>(IEnumerable<T> source) : IList<T>
{
    private readonly object _lock = new();
    private IEnumerable<T>? _source = source;
    private T[] _items = [];

    /// <inheritdoc/>
    public int Count => Items.Length;

    /// <inheritdoc/>
    public bool IsReadOnly => true;

    private T[] Items
    {
        get
        {
            lock (_lock)
            {
                if (_source is { } source)
                {
                    _items = [.. source];
                    _source = null;
                }

                return _items;
            }
        }
    }

    /// <inheritdoc/>
    public T this[int index]
    {
        get => ((IList<T>)Items)[index];
        set => throw new NotSupportedException();
    }

    /// <inheritdoc/>
    public bool Contains(T item) => IndexOf(item) >= 0;

    /// <inheritdoc/>
    public int IndexOf(T item) => Array.IndexOf(Items, item);

    /// <inheritdoc/>
    public void CopyTo(T[] array, int arrayIndex) => Items.CopyTo(array, arrayIndex);

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    /// <inheritdoc/>
    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <inheritdoc/>
    public void Add(T item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Clear() => throw new NotSupportedException();

    /// <inheritdoc/>
    public void Insert(int index, T item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public bool Remove(T item) => throw new NotSupportedException();

    /// <inheritdoc/>
    public void RemoveAt(int index) => throw new NotSupportedException();
}
