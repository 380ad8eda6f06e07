namespace HolySheep.Jobs;

/// <summary>A job that its submitter offers to all machines.</summary>
/// <param name="Id">Its id: equal for the same rows of the same place.</param>
/// <param name="Place">The output on its machine, which tells the jobs of one submitter from all others.</param>
/// <param name="Name">Its name for people.</param>
/// <param name="Machine">The machine of the submitter.</param>
/// <param name="Question">What is asked of every row, as JSON.</param>
/// <param name="Rows">The number of rows of the input.</param>
internal sealed record JobOffer(string Id, string Place, string Name, string Machine, string Question, int Rows);
