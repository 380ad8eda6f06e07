using System;

namespace HolySheep.Postgres.State;

/// <summary>How a record to which values are added is kept.</summary>
/// <typeparam name="TRecord">What a record holds.</typeparam>
/// <typeparam name="TValue">What is added to it.</typeparam>
/// <param name="Kind">The kind of record.</param>
/// <param name="Empty">The record without values.</param>
/// <param name="Add">Adds a value.</param>
/// <param name="Read">Reads a record; null gives the one without values.</param>
/// <param name="Write">Writes a record as JSON.</param>
internal sealed record LateFormat<TRecord, TValue>(string Kind, TRecord Empty, Func<TRecord, TValue, TRecord> Add, Func<string?, TRecord> Read, Func<TRecord, string> Write);
