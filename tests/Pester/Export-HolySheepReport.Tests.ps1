BeforeAll {
    . "$PSScriptRoot/Setup.ps1"
    $env:HOLYSHEEP_STATE = $null
    $env:HOLYSHEEP_HOME = Join-Path $env:HOLYSHEEP_HOME 'report'
    Set-HolySheepProvider holysheep -Kind Sandbox
    $null = 1..2 | Invoke-HolySheepChat -Tag @{ team = '<script>alert(1)</script>' }
    Push-Location TestDrive:/
}

AfterAll {
    Pop-Location
    $env:HOLYSHEEP_STATE = 'memory'
}

Describe 'Export-HolySheepReport' {
    It 'writes a page in the folder of the session, and nothing to the pipeline' {
        Export-HolySheepReport report.html | Should -BeNullOrEmpty
        $page = [xml] ((Get-Content report.html -Raw) -replace '^<!DOCTYPE html>')
        $page.html.head.title | Should -Match '^Spend, '
        ($page.SelectNodes('//dd[@id="calls"]/data') | ForEach-Object value) | Should -Be '2'
        $page.SelectNodes('//script') | Should -HaveCount 0
        $page.SelectSingleNode('//table[@id="by-tag"]/tbody/tr/th').InnerText | Should -Be 'team=<script>alert(1)</script>'
    }

    It 'leaves a file that is there, unless -Force is given' {
        'mine' | Set-Content mine.html
        { Export-HolySheepReport mine.html -ErrorAction Stop } | Should -Throw -ErrorId 'ArgumentInvalid,*'
        Get-Content mine.html | Should -Be 'mine'
        (Export-HolySheepReport mine.html -Force -PassThru).FullName | Should -Be (Get-Item mine.html).FullName
        Get-Content mine.html -Raw | Should -BeLike '<!DOCTYPE html>*'
    }

    It 'says that nothing was spent where nothing was' {
        Export-HolySheepReport empty.html 2020-01-01 2020-02-01
        Get-Content empty.html -Raw | Should -Match 'Nothing was spent\.'
    }

    It 'writes nothing with -WhatIf' {
        Export-HolySheepReport not.html -WhatIf
        Test-Path not.html | Should -BeFalse
    }
}
