# One call after another: Invoke-HolySheepChat, as users run it and with state in memory, against Invoke-RestMethod with the same bytes, in turns in one process.
param([string] $BaseUrl, [int] $Calls = 4000)

$batch = 200
$prompt = 'Say in one sentence why the sky is blue.'
$body = '{"model":"gpt-4.1","messages":[{"role":"user","content":"' + $prompt + '"}]}'
$uri = "$BaseUrl/chat/completions"
$theirs = { foreach ($call in 1..$batch) { $null = Invoke-RestMethod -Uri $uri -Method Post -Body $body -ContentType 'application/json' } }
$ours = { foreach ($call in 1..$batch) { $null = Invoke-HolySheepChat $prompt } }

# One pass for each kind of state: a change of it makes a new client, whose opening would be part of every batch.
$process = [System.Diagnostics.Process]::GetCurrentProcess()
foreach ($state in @{ Name = 'state and ledger on disk'; Value = $null }, @{ Name = 'state in memory and no ledger'; Value = 'memory' }) {
    $env:HOLYSHEEP_STATE = $state.Value
    $samples = @{ Wall = @{ Ours = @(); Theirs = @() }; Processor = @{ Ours = @(); Theirs = @() } }

    # The runtime compiles hot code again while it runs, which takes one of two processors for some ten thousand calls: what is measured is what a long script sees.
    $compiled = [System.Runtime.JitInfo]::GetCompiledMethodCount()
    $settled = 0
    for ($round = 1; $round -le 200 -and ($round -le 24 -or $settled -lt 8); $round++) {
        & $theirs
        & $ours
        $now = [System.Runtime.JitInfo]::GetCompiledMethodCount()
        $settled = if ($now - $compiled -le 10) { $settled + 1 } else { 0 }
        $compiled = $now
    }

    foreach ($round in 1..[int]($Calls / $batch)) {
        foreach ($subject in @{ Name = 'Theirs'; Run = $theirs }, @{ Name = 'Ours'; Run = $ours }) {
            $process.Refresh()
            $used = $process.TotalProcessorTime
            $clock = [System.Diagnostics.Stopwatch]::StartNew()
            & $subject.Run
            $taken = $clock.Elapsed
            $process.Refresh()
            $samples.Wall[$subject.Name] += $taken.TotalMilliseconds / $batch
            $samples.Processor[$subject.Name] += ($process.TotalProcessorTime - $used).TotalMilliseconds / $batch
        }
    }

    foreach ($figure in @{ Name = 'wall time'; Samples = $samples.Wall; Bar = 0.6 }, @{ Name = 'processor time'; Samples = $samples.Processor; Bar = $null }) {
        $medians = foreach ($of in 'Ours', 'Theirs') { ($figure.Samples[$of] | Sort-Object)[[int][System.Math]::Floor($figure.Samples[$of].Count / 2)] }
        [pscustomobject] @{
            Figure = "one call after another, $($state.Name), ms of $($figure.Name) per call; the other is Invoke-RestMethod; ratio"
            Ours   = $medians[0]
            Theirs = $medians[1]
            Value  = $medians[0] / $medians[1]
            Bar    = $figure.Bar
        }
    }
}
