"""Who gets what from every address: the one table (B1.1, B1.4).

A row: method, URL name, which object; then what each actor gets. `login` sends to the login
page, a number is the status of the answer. `ours` and `own` belong to one company, `theirs` and
`stranger` to another; `ended` was a SuperUser of ours until last year. `note` is a file of ours
in an internal note, `crossed` a file of theirs under the number of our case, `former` a notice
that the ended SuperUser still has about a case of ours. Of articles, `ours` and `theirs` are
written for one company, `public` for all, `internal` for SoftOne; a `draft` is for nobody yet.
"""

import re
from dataclasses import dataclass

from tests.access.world import ACTORS

TABLE = """
                                              anonymous  own  stranger  ended  specialist  consultant  product  manager  administrator

GET   home                             -        login    200    200      200      302         302        302      302       302
POST  home                             -        login    405    405      405      405         405        405      405       405

GET   cases:queue                      -        login    403    403      403      200         200        200      200       200
POST  cases:queue                      -        login    405    405      405      405         405        405      405       405
GET   cases:reports                    -        login    403    403      403      403         403        403      200       403
POST  cases:reports                    -        login    405    405      405      405         405        405      405       405
GET   cases:reports_csv                -        login    403    403      403      403         403        403      200       403
POST  cases:reports_csv                -        login    405    405      405      405         405        405      405       405
GET   cases:reports_xlsx               -        login    403    403      403      403         403        403      200       403
POST  cases:reports_xlsx               -        login    405    405      405      405         405        405      405       405
GET   cases:report_cases               -        login    403    403      403      403         403        403      200       403
POST  cases:report_cases               -        login    405    405      405      405         405        405      405       405
GET   cases:report_cases_csv           -        login    403    403      403      403         403        403      200       403
POST  cases:report_cases_csv           -        login    405    405      405      405         405        405      405       405
GET   cases:report_cases_xlsx          -        login    403    403      403      403         403        403      200       403
POST  cases:report_cases_xlsx          -        login    405    405      405      405         405        405      405       405
GET   cases:report_now                 -        login    403    403      403      403         403        403      200       403
POST  cases:report_now                 -        login    405    405      405      405         405        405      405       405
GET   cases:customers                  -        login    403      403      403      200      200      200      200      200
POST  cases:customers                  -        login    405      405      405      405      405      405      405      405
GET   cases:customer                   ours     login    403      403      403      200      200      200      200      200
GET   cases:customer                   theirs   login    403      403      403      200      200      200      200      200
GET   cases:customer                   absent   login    403      403      403      404      404      404      404      404
POST  cases:customer                   ours     login    405      405      405      405      405      405      405      405
GET   cases:new_for                    ours     login    403      403      403      200      403      403      200      403
GET   cases:new_for                    theirs   login    403      403      403      200      403      403      200      403
GET   cases:new_for                    absent   login    403      403      403      404      403      403      404      403
POST  cases:new_for                    ours     login    403      403      403      302      403      403      302      403
POST  cases:new_for                    theirs   login    403      403      403      422      403      403      422      403
POST  cases:new_for                    absent   login    403      403      403      404      403      403      404      403
GET   cases:certificates               ours     login    302      302      302      302      302      302      302      302
POST  cases:certificates               ours     login    403      403      403      302      403      403      302      403
POST  cases:certificates               theirs   login    403      403      403      422      403      403      422      403
POST  cases:certificates               absent   login    403      403      403      404      403      403      404      403
GET   cases:certificate_withdrawal     ours     login    302      302      302      302      302      302      302      302
POST  cases:certificate_withdrawal     ours     login    403      403      403      302      403      403      302      403
POST  cases:certificate_withdrawal     theirs   login    403      403      403      422      403      403      422      403
POST  cases:certificate_withdrawal     absent   login    403      403      403      404      403      403      404      403
GET   cases:lifts                      ours     login    302      302      302      302      302      302      302      302
POST  cases:lifts                      ours     login    403      403      403      302      403      403      302      403
POST  cases:lifts                      theirs   login    403      403      403      302      403      403      302      403
POST  cases:lifts                      absent   login    403      403      403      404      403      403      404      403
GET   cases:lift_ending                ours     login    302      302      302      302      302      302      302      302
POST  cases:lift_ending                ours     login    403      403      403      302      403      403      302      403
POST  cases:lift_ending                theirs   login    403      403      403      302      403      403      302      403
POST  cases:lift_ending                crossed  login    403      403      403      404      403      403      404      403
POST  cases:lift_ending                absent   login    403      403      403      404      403      403      404      403
GET   cases:invitations                ours     login    302      302      302      302      302      302      302      302
POST  cases:invitations                ours     login    403      403      403      403      403      403      302      302
POST  cases:invitations                theirs   login    403      403      403      403      403      403      422      422
POST  cases:invitations                absent   login    403      403      403      403      403      403      404      404
GET   cases:invitation_again           ours     login    302      302      302      302      302      302      302      302
POST  cases:invitation_again           ours     login    403      403      403      403      403      403      302      302
POST  cases:invitation_again           theirs   login    403      403      403      403      403      403      302      302
POST  cases:invitation_again           crossed  login    403      403      403      403      403      403      404      404
POST  cases:invitation_again           absent   login    403      403      403      403      403      403      404      404
GET   cases:invitation_withdrawal      ours     login    302      302      302      302      302      302      302      302
POST  cases:invitation_withdrawal      ours     login    403      403      403      403      403      403      302      302
POST  cases:invitation_withdrawal      theirs   login    403      403      403      403      403      403      302      302
POST  cases:invitation_withdrawal      crossed  login    403      403      403      403      403      403      404      404
POST  cases:invitation_withdrawal      absent   login    403      403      403      403      403      403      404      404
GET   cases:handover                   ours     login    403      403      403      403      403      403      200      200
GET   cases:handover                   theirs   login    403      403      403      403      403      403      200      200
GET   cases:handover                   crossed  login    403      403      403      403      403      403      404      404
GET   cases:handover                   absent   login    403      403      403      403      403      403      404      404
POST  cases:handover                   ours     login    403      403      403      403      403      403      302      302
POST  cases:handover                   theirs   login    403      403      403      403      403      403      422      422
POST  cases:handover                   crossed  login    403      403      403      403      403      403      404      404
POST  cases:handover                   absent   login    403      403      403      403      403      403      404      404
GET   cases:list                       -        login    200    200      404      403         403        403      403       403
POST  cases:list                       -        login    405    405      405      405         405        405      405       405
GET   cases:csv                        -        login    200    200      404      403         403        403      403       403
POST  cases:csv                        -        login    405    405      405      405         405        405      405       405
GET   cases:new                        -        login    200    200      404      403         403        403      403       403
POST  cases:new                        -        login    302    422      404      403         403        403      403       403
GET   cases:matches                    -        login    200    200      404      403         403        403      403       403
POST  cases:matches                    -        login    405    405      405      405         405        405      405       405
GET   cases:right                      -        login     404       404       404       403       403       403       403       403
POST  cases:right                      -        login     405       405       405       405       405       405       405       405
GET   cases:handing                    ours     login     405       405       405       405       405       405       405       405
POST  cases:handing                    ours     login     302       404       404       403       403       403       403       403
POST  cases:handing                    theirs   login     404       404       404       403       403       403       403       403
GET   cases:draft                      ours     login    405    405      405      405         405        405      405       405
POST  cases:draft                      ours     login    302    404      404      403         403        403      403       403
POST  cases:draft                      theirs   login    404    302      404      403         403        403      403       403
POST  cases:draft                      absent   login    302    302      404      403         403        403      403       403
GET   cases:discarding                 ours     login    405    405      405      405         405        405      405       405
POST  cases:discarding                 ours     login    302    404      404      403         403        403      403       403
POST  cases:discarding                 theirs   login    404    302      404      403         403        403      403       403
POST  cases:discarding                 absent   login    404    404      404      403         403        403      403       403
GET   cases:draft_files                ours     login    405    405      405      405         405        405      405       405
POST  cases:draft_files                ours     login    201    404      404      403         403        403      403       403
POST  cases:draft_files                theirs   login    404    201      404      403         403        403      403       403
POST  cases:draft_files                absent   login    201    201      404      403         403        403      403       403
GET   cases:draft_file                 ours     login    200    404      404      403         403        403      403       403
GET   cases:draft_file                 theirs   login    404    200      404      403         403        403      403       403
GET   cases:draft_file                 crossed  login    404    404      404      403         403        403      403       403
GET   cases:draft_file                 absent   login    404    404      404      403         403        403      403       403
POST  cases:draft_file                 ours     login    405    405      405      405         405        405      405       405
GET   cases:receipt                    ours     login    200    404      404      200         404        200      200       200
GET   cases:receipt                    theirs   login    404    200      404      200         404        200      200       200
GET   cases:receipt                    absent   login    404    404      404      404         404        404      404       404
POST  cases:receipt                    ours     login    405    405      405      405         405        405      405       405
GET   cases:deadlines                  ours     login    200    404      404      200         404        200      200       200
GET   cases:deadlines                  theirs   login    404    200      404      200         404        200      200       200
GET   cases:deadlines                  absent   login    404    404      404      404         404        404      404       404
POST  cases:deadlines                  ours     login    405    405      405      405         405        405      405       405
GET   cases:case                       ours     login    200    404      404      200         404        200      200       200
GET   cases:case                       theirs   login    404    200      404      200         404        200      200       200
GET   cases:case                       absent   login    404    404      404      404         404        404      404       404
POST  cases:case                       ours     login    405    405      405      405         405        405      405       405
GET   cases:messages                   ours     login    302    302      302      302         302        302      302       302
POST  cases:messages                   ours     login    302    404      404      302         404        302      302       403
POST  cases:messages                   theirs   login    404    302      404      302         404        302      302       403
POST  cases:messages                   absent   login    404    404      404      404         404        404      404       404
GET   cases:notes                      ours     login    302    302      302      302         302        302      302       302
POST  cases:notes                      ours     login    403    404      404      302         404        302      302       403
POST  cases:notes                      theirs   login    404    403      404      302         404        302      302       403
POST  cases:notes                      absent   login    404    404      404      404         404        404      404       404
GET   cases:time                       ours     login    302      302      302      302         302        302      302       302
POST  cases:time                       ours     login    403    404      404      302         404        302      302       403
POST  cases:time                       theirs   login    404    403      404      302         404        302      302       403
POST  cases:time                       absent   login    404    404      404      404         404        404      404       404
GET   cases:time_withdrawal            ours     login    302      302      302      302         302        302      302       302
POST  cases:time_withdrawal            ours     login    403    404      404      302         404        403      302       403
POST  cases:time_withdrawal            theirs   login    404    403      404      403         404        302      302       403
POST  cases:time_withdrawal            crossed  login    403    404      404      404         404        404      404       403
POST  cases:time_withdrawal            absent   login    404    404      404      404         404        404      404       404
GET   cases:handling                   ours     login    302    302      302      302         302        302      302       302
POST  cases:handling                   ours     login    403    404      404      302         404        403      302       403
POST  cases:handling                   theirs   login    404    403      404      302         404        403      302       403
POST  cases:handling                   absent   login    404    404      404      404         404        404      404       404
GET   cases:level                      ours     login    302    302      302      302         302        302      302       302
POST  cases:level                      ours     login    403    404      404      302         404        403      302       403
POST  cases:level                      theirs   login    404    403      404      302         404        403      302       403
POST  cases:level                      absent   login    404    404      404      404         404        404      404       404
GET   cases:stage                      ours     login    302    302      302      302         302        302      302       302
POST  cases:stage                      ours     login    403    404      404      302         404        302      302       403
POST  cases:stage                      theirs   login    404    403      404      302         404        302      302       403
POST  cases:stage                      absent   login    404    404      404      404         404        404      404       404
GET   cases:questions                  ours     login    302      302      302      302      302      302      302      302
POST  cases:questions                  ours     login    403      404      404      302      404      302      302      403
POST  cases:questions                  theirs   login    404      403      404      302      404      302      302      403
POST  cases:questions                  absent   login    404      404      404      404      404      404      404      404
GET   cases:solution                   ours     login    302      302      302      302      302      302      302      302
POST  cases:solution                   ours     login    403      404      404      409      404      409      409      403
POST  cases:solution                   theirs   login    404      403      404      409      404      409      409      403
POST  cases:solution                   absent   login    404      404      404      404      404      404      404      404
GET   cases:way_round                  ours     login    302      302      302      302      302      302      302      302
POST  cases:way_round                  ours     login    403      404      404      302      404      403      302      403
POST  cases:way_round                  theirs   login    404      403      404      302      404      403      302      403
POST  cases:way_round                  absent   login    404      404      404      404      404      404      404      404
GET   cases:reopening                  ours     login    302      302      302      302      302      302      302      302
POST  cases:reopening                  ours     login    409      404      404      409      404      409      409      403
POST  cases:reopening                  theirs   login    404      409      404      409      404      409      409      403
POST  cases:reopening                  absent   login    404      404      404      404      404      404      404      404
GET   cases:closing                    ours     login    302      302      302      302      302      302      302      302
POST  cases:closing                    ours     login    302      404      404      302      404      403      302      403
POST  cases:closing                    theirs   login    404      302      404      302      404      403      302      403
POST  cases:closing                    absent   login    404      404      404      404      404      404      404      404
GET   cases:objection                  ours     login    302      302      302      302      302      302      302      302
POST  cases:objection                  ours     login    302      404      404      403      404      403      403      403
POST  cases:objection                  theirs   login    404      302      404      403      404      403      403      403
POST  cases:objection                  absent   login    404      404      404      404      404      404      404      404
GET   cases:continuation               ours     login    302      302      302      302      302      302      302      302
POST  cases:continuation               ours     login    403      404      404      302      404      302      302      403
POST  cases:continuation               theirs   login    404      403      404      302      404      302      302      403
POST  cases:continuation               absent   login    404      404      404      404      404      404      404      404
GET   cases:rating                     ours     login    302      302      302      302      302      302      302      302
POST  cases:rating                     ours     login    409      404      404      403      404      403      403      403
POST  cases:rating                     theirs   login    404      409      404      403      404      403      403      403
POST  cases:rating                     absent   login    404      404      404      404      404      404      404      404
GET   cases:merging                    ours     login    302      302      302      302      302      302      302      302
POST  cases:merging                    ours     login    403      404      404      302      404      403      302      403
POST  cases:merging                    theirs   login    404      403      404      422      404      403      422      403
POST  cases:merging                    absent   login    404      404      404      404      404      404      404      404
GET   cases:links                      ours     login    302      302      302      302      302      302      302      302
POST  cases:links                      ours     login    403      404      404      302      404      403      302      403
POST  cases:links                      theirs   login    404      403      404      302      404      403      302      403
POST  cases:links                      absent   login    404      404      404      404      404      404      404      404
GET   cases:followers                  ours     login    302      302      302      302      302      302      302      302
POST  cases:followers                  ours     login    302      404      404      302      404      403      302      403
POST  cases:followers                  theirs   login    404      422      404      422      404      403      422      403
POST  cases:followers                  absent   login    404      404      404      404      404      404      404      404
GET   cases:quotations                 ours     login    302      302      302      302      302      302      302      302
POST  cases:quotations                 ours     login    403      404      404      302      302      404      302      403
POST  cases:quotations                 theirs   login    404      403      404      302      302      404      302      403
POST  cases:quotations                 absent   login    404      404      404      404      404      404      404      404
GET   cases:answer                     ours     login    302      302      302      302      302      302      302      302
POST  cases:answer                     ours     login    302      404      404      403      403      404      403      403
POST  cases:answer                     theirs   login    404      302      404      403      403      404      403      403
POST  cases:answer                     crossed  login    404      404      404      403      403      404      403      403
POST  cases:answer                     absent   login    404      404      404      404      404      404      404      404
GET   cases:withdrawal                 ours     login    302      302      302      302      302      302      302      302
POST  cases:withdrawal                 ours     login    403      404      404      302      302      404      302      403
POST  cases:withdrawal                 theirs   login    404      403      404      302      302      404      302      403
POST  cases:withdrawal                 crossed  login    403      404      404      404      404      404      404      403
POST  cases:withdrawal                 absent   login    404      404      404      404      404      404      404      404
GET   cases:unlinking                  ours     login    302      302      302      302      302      302      302      302
POST  cases:unlinking                  ours     login    403      404      404      302      404      403      302      403
POST  cases:unlinking                  theirs   login    404      403      404      302      404      403      302      403
POST  cases:unlinking                  crossed  login    403      404      404      404      404      403      404      403
POST  cases:unlinking                  absent   login    404      404      404      404      404      404      404      404
GET   cases:unfollowing                ours     login    302      302      302      302      302      302      302      302
POST  cases:unfollowing                ours     login    302      404      404      302      404      403      302      403
POST  cases:unfollowing                theirs   login    404      302      404      302      404      403      302      403
POST  cases:unfollowing                crossed  login    404      404      404      404      404      403      404      403
POST  cases:unfollowing                absent   login    404      404      404      404      404      404      404      404
GET   cases:split                      ours     login    403      404      404      200      404      403      200      403
GET   cases:split                      theirs   login    404      403      404      200      404      403      200      403
GET   cases:split                      crossed  login    403      404      404      404      404      403      404      403
GET   cases:split                      absent   login    404      404      404      404      404      404      404      404
GET   cases:type                       ours     login    409      404      404      200      404      403      200      403
GET   cases:type                       theirs   login    404      409      404      200      404      403      200      403
GET   cases:type                       absent   login    404      404      404      404      404      404      404      404
POST  cases:split                      ours     login    403      404      404      302      404      403      302      403
POST  cases:split                      theirs   login    404      403      404      422      404      403      422      403
POST  cases:split                      crossed  login    403      404      404      404      404      403      404      403
POST  cases:split                      absent   login    404      404      404      404      404      404      404      404
POST  cases:type                       ours     login    409      404      404      302      404      403      302      403
POST  cases:type                       theirs   login    404      409      404      422      404      403      422      403
POST  cases:type                       absent   login    404      404      404      404      404      404      404      404
GET   cases:attachment                 ours     login    200    404      404      200         404        200      200       200
GET   cases:attachment                 theirs   login    404    200      404      200         404        200      200       200
GET   cases:attachment                 note     login    404    404      404      200         404        200      200       200
GET   cases:attachment                 crossed  login    404    404      404      404         404        404      404       404
GET   cases:attachment                 absent   login    404    404      404      404         404        404      404       404
POST  cases:attachment                 ours     login    405    405      405      405         405        405      405       405

GET   notices:list                     -        login    200    200      200      200         200        200      200       200
POST  notices:list                     -        login    405    405      405      405         405        405      405       405
GET   notices:all_read                 -        login    405    405      405      405         405        405      405       405
POST  notices:all_read                 -        login    302    302      302      302         302        302      302       302
GET   notices:reading                  ours     login    405    405      405      405         405        405      405       405
POST  notices:reading                  ours     login    302    404      404      404         404        404      404       404
POST  notices:reading                  theirs   login    404    302      404      404         404        404      404       404
POST  notices:reading                  former   login    404    404      404      404         404        404      404       404
POST  notices:reading                  absent   login    404    404      404      404         404        404      404       404

GET   feedback:give                    -        200      200    200      200      200         200        200      200       200
POST  feedback:give                    -        302      302    302      302      302         302        302      302       302
GET   feedback:list                    -        login    403    403      403      200         200        200      200       200
POST  feedback:list                    -        login    405    405      405      405         405        405      405       405
GET   feedback:seen                    ours     login    405    405      405      405         405        405      405       405
POST  feedback:seen                    ours     login    403    403      403      302         302        302      302       302
POST  feedback:seen                    absent   login    403    403      403      404         404        404      404       404

GET   accounts:language                -        405      405    405      405      405         405        405      405       405
POST  accounts:language                -        302      302    302      302      302         302        302      302       302
GET   accounts:theme                   -        405      405    405      405      405         405        405      405       405
POST  accounts:theme                   -        302      302    302      302      302         302        302      302       302

GET   accounts:own                     -        login     200       200       200       200       200       200       200       200
POST  accounts:own                     -        login     302       302       302       302       302       302       302       302
GET   accounts:confirmation            -        login     405       405       405       405       405       405       405       405
POST  accounts:confirmation            -        login     302       302       302       302       302       302       302       302
GET   accounts:absence                 -        login     405       405       405       405       405       405       405       405
POST  accounts:absence                 -        login     302       422       404       403       403       403       403       403
GET   accounts:return                  -        login     405       405       405       405       405       405       405       405
POST  accounts:return                  -        login     302       302       404       403       403       403       403       403
GET   accounts:company                 -        login     200       200       404       403       403       403       403       403
POST  accounts:company                 -        login     405       405       405       405       405       405       405       405
GET   accounts:choice                  ours     login     405       405       405       405       405       405       405       405
POST  accounts:choice                  ours     login     302       404       404       403       403       403       403       403
POST  accounts:choice                  theirs   login     404       302       404       403       403       403       403       403
POST  accounts:choice                  absent   login     404       404       404       403       403       403       403       403
GET   accounts:invitations             -        login     405       405       405       405       405       405       405       405
POST  accounts:invitations             -        login     302       422       404       403       403       403       403       403
GET   accounts:invitation_again        ours     login     405       405       405       405       405       405       405       405
POST  accounts:invitation_again        ours     login     302       404       404       403       403       403       403       403
POST  accounts:invitation_again        theirs   login     404       302       404       403       403       403       403       403
POST  accounts:invitation_again        absent   login     404       404       404       403       403       403       403       403
GET   accounts:withdrawal              ours     login     405       405       405       405       405       405       405       405
POST  accounts:withdrawal              ours     login     302       404       404       403       403       403       403       403
POST  accounts:withdrawal              theirs   login     404       302       404       403       403       403       403       403
POST  accounts:withdrawal              absent   login     404       404       404       403       403       403       403       403
GET   accounts:bills                   -        login     405       405       405       405       405       405       405       405
POST  accounts:bills                   -        login     302       302       404       403       403       403       403       403
GET   accounts:handover                ours     login     200       404       404       403       403       403       403       403
GET   accounts:handover                theirs   login     404       200       404       403       403       403       403       403
GET   accounts:handover                absent   login     404       404       404       403       403       403       403       403
POST  accounts:handover                ours     login     302       404       404       403       403       403       403       403
POST  accounts:handover                theirs   login     404       422       404       403       403       403       403       403
POST  accounts:handover                absent   login     404       404       404       403       403       403       403       403
GET   accounts:takeover                ours     login     200       404       404       404       404       404       404       404
GET   accounts:takeover                theirs   login     404       200       404       404       404       404       404       404
GET   accounts:takeover                absent   login     404       404       404       404       404       404       404       404
POST  accounts:takeover                ours     login     405       405       405       405       405       405       405       405
GET   accounts:joining                 ours     200       200       200       200       200       200       200       200       200
POST  accounts:joining                 ours     302       302       302       302       302       302       302       302       302
GET   accounts:joining                 theirs   200       200       200       200       200       200       200       200       200
POST  accounts:joining                 theirs   302       302       302       302       302       302       302       302       302
GET   accounts:joining                 forged   404       404       404       404       404       404       404       404       404
POST  accounts:joining                 forged   404       404       404       404       404       404       404       404       404

GET   account_login                    -        200      302    302      302      302         302        302      302       302
POST  account_login                    -        302      302    302      302      302         302        302      302       302
GET   account_logout                   -        login    200    200      200      200         200        200      200       200
POST  account_logout                   -        login    login  login    login    login       login      login    login     login
GET   account_inactive                 -        200      200    200      200      200         200        200      200       200
POST  account_inactive                 -        405      405    405      405      405         405        405      405       405
GET   account_reauthenticate           -        login    200    200      200      200         200        200      200       200
POST  account_reauthenticate           -        login    302    302      302      302         302        302      302       302
GET   account_change_password          -        login    200    200      200      200         200        200      200       200
POST  account_change_password          -        login    302    302      302      302         302        302      302       302
GET   account_set_password             -        login    302    302      302      302         302        302      302       302
POST  account_set_password             -        login    302    302      302      302         302        302      302       302
GET   account_reset_password           -        200      200    200      200      200         200        200      200       200
POST  account_reset_password           -        302      302    302      302      302         302        302      302       302
GET   account_reset_password_done      -        200      200    200      200      200         200        200      200       200
POST  account_reset_password_done      -        405      405    405      405      405         405        405      405       405
GET   account_reset_password_from_key  ours     302      302    302      302      302         302        302      302       302
GET   account_reset_password_from_key  forged   200      200    200      200      200         200        200      200       200
GET   account_reset_password_from_key  absent   200      200    200      200      200         200        200      200       200
POST  account_reset_password_from_key  forged   200      200    200      200      200         200        200      200       200
POST  account_reset_password_from_key  absent   200      200    200      200      200         200        200      200       200
GET   account_reset_password_from_key_done  -   200      200    200      200      200         200        200      200       200
POST  account_reset_password_from_key_done  -   405      405    405      405      405         405        405      405       405

GET   cases:solved                       public   login    200    200      404      403      403      403      403      403
GET   cases:solved                       ours     login    200    404      404      403      403      403      403      403
GET   cases:solved                       theirs   login    404    200      404      403      403      403      403      403
GET   cases:solved                       draft    login    404    404      404      403      403      403      403      403
GET   cases:solved                       internal login    404    404      404      403      403      403      403      403
GET   cases:solved                       absent   login    404    404      404      403      403      403      403      403
POST  cases:solved                       public   login    200    200      404      403      403      403      403      403
POST  cases:solved                       ours     login    200    404      404      403      403      403      403      403
POST  cases:solved                       theirs   login    404    200      404      403      403      403      403      403
POST  cases:solved                       draft    login    404    404      404      403      403      403      403      403
POST  cases:solved                       internal login    404    404      404      403      403      403      403      403
POST  cases:solved                       absent   login    404    404      404      403      403      403      403      403
GET   knowledgebase:search               -        login    200    200      404      200      200      200      200      200
POST  knowledgebase:search               -        login    405    405      405      405      405      405      405      405
GET   knowledgebase:search_missed        -        login    302    302      302      302      302      302      302      302
POST  knowledgebase:search_missed        -        login    204    204      404      204      204      204      204      204
GET   knowledgebase:shelf              -        login    200    200      404    200      200      200      200      200
POST  knowledgebase:shelf              -        login    405    405      405    405      405      405      405      405
GET   knowledgebase:article            public   login    200    200      404    200      200      200      200      200
GET   knowledgebase:article            ours     login    200    404      404    200      200      200      200      200
GET   knowledgebase:article            theirs   login    404    200      404    200      200      200      200      200
GET   knowledgebase:article            draft    login    404    404      404    200      200      200      200      200
GET   knowledgebase:article            internal login    404    404      404    200      200      200      200      200
GET   knowledgebase:article            absent   login    404    404      404    404      404      404      404      404
POST  knowledgebase:article            ours     login    405    405      405    405      405      405      405      405
GET   knowledgebase:file               public   login    200    200      404    200      200      200      200      200
GET   knowledgebase:file               ours     login    200    404      404    200      200      200      200      200
GET   knowledgebase:file               theirs   login    404    200      404    200      200      200      200      200
GET   knowledgebase:file               draft    login    404    404      404    200      200      200      200      200
GET   knowledgebase:file               internal login    404    404      404    200      200      200      200      200
GET   knowledgebase:file               absent   login    404    404      404    404      404      404      404      404
POST  knowledgebase:file               ours     login    405    405      405    405      405      405      405      405
GET   knowledgebase:reading            ours     login    302    302      302    302      302      302      302      302
POST  knowledgebase:reading            public   login    204    204      404    204      204      204      204      204
POST  knowledgebase:reading            ours     login    204    404      404    204      204      204      204      204
POST  knowledgebase:reading            theirs   login    404    204      404    204      204      204      204      204
POST  knowledgebase:reading            draft    login    404    404      404    204      204      204      204      204
POST  knowledgebase:reading            internal login    404    404      404    204      204      204      204      204
POST  knowledgebase:reading            absent   login    404    404      404    404      404      404      404      404
GET   knowledgebase:vote               ours     login    302    302      302    302      302      302      302      302
POST  knowledgebase:vote               public   login    302    302      404    302      302      302      302      302
POST  knowledgebase:vote               ours     login    302    404      404    302      302      302      302      302
POST  knowledgebase:vote               theirs   login    404    302      404    302      302      302      302      302
POST  knowledgebase:vote               draft    login    404    404      404    302      302      302      302      302
POST  knowledgebase:vote               internal login    404    404      404    302      302      302      302      302
POST  knowledgebase:vote               absent   login    404    404      404    404      404      404      404      404

GET   information:page                 ours     200      200    200      200      200         200        200      200       200
GET   information:page                 absent   404      404    404      404      404         404        404      404       404
POST  information:page                 ours     405      405    405      405      405         405        405      405       405
GET   contact                          -        200      200    200      200      200         200        200      200       200
POST  contact                          -        405      405    405      405      405         405        405      405       405
GET   alive                            -        200      200    200      200      200         200        200      200       200
POST  alive                            -        405      405    405      405      405         405        405      405       405
GET   ready                            -        200      200    200      200      200         200        200      200       200
POST  ready                            -        405      405    405      405      405         405        405      405       405

GET   admin:index                      -        login    403    403      403      403         403        403      403       200
POST  admin:index                      -        login    403    403      403      403         403        403      403       200
GET   admin:app_list                   ours     login    403    403      403      403         403        403      403       200
POST  admin:app_list                   ours     login    403    403      403      403         403        403      403       200
GET   admin:autocomplete               -        login    403    403      403      403         403        403      403       403
POST  admin:autocomplete               -        login    403    403      403      403         403        403      403       405
GET   admin:jsi18n                     -        login    403    403      403      403         403        403      403       200
POST  admin:jsi18n                     -        login    403    403      403      403         403        403      403       405
GET   admin:login                      -        login    403    403      403      403         403        403      403       302
POST  admin:login                      -        login    403    403      403      403         403        403      403       302
GET   admin:logout                     -        login    403    403      403      403         403        403      403       405
POST  admin:logout                     -        login    403    403      403      403         403        403      403       login
GET   admin:password_change            -        login    403    403      403      403         403        403      403       200
POST  admin:password_change            -        login    403    403      403      403         403        403      403       200
GET   admin:password_change_done       -        login    403    403      403      403         403        403      403       200
POST  admin:password_change_done       -        login    403    403      403      403         403        403      403       405
GET   admin:view_on_site               ours     login    403    403      403      403         403        403      403       404
POST  admin:view_on_site               ours     login    403    403      403      403         403        403      403       404

GET   knowledgebase:desk               -        login   403     403     403     200     200     200     200     200
POST  knowledgebase:desk               -        login   405     405     405     405     405     405     405     405
GET   knowledgebase:worklist           -        login   403     403     403     200     200     200     200     200
POST  knowledgebase:worklist           -        login   405     405     405     405     405     405     405     405
GET   knowledgebase:statistics         -        login   403     403     403     200     200     200     200     200
POST  knowledgebase:statistics         -        login   405     405     405     405     405     405     405     405
GET   knowledgebase:pick               -        login   403     403     403     200     200     200     200     200
POST  knowledgebase:pick               -        login   405     405     405     405     405     405     405     405
GET   knowledgebase:finding_customers  -        login   403     403     403     200     200     200     200     403
POST  knowledgebase:finding_customers  -        login   405     405     405     405     405     405     405     405
GET   knowledgebase:finding_related    -        login   403     403     403     200     200     200     200     403
POST  knowledgebase:finding_related    -        login   405     405     405     405     405     405     405     405
GET   knowledgebase:write              -        login   403     403     403     200     200     200     200     403
POST  knowledgebase:write              -        login   403     403     403     302     302     302     302     403
GET   knowledgebase:preview            -        login   405     405     405     405     405     405     405     405
POST  knowledgebase:preview            -        login   403     403     403     200     200     200     200     403
GET   knowledgebase:missed             -        login   302     302     302     302     302     302     302     302
POST  knowledgebase:missed             -        login   403     403     403     302     302     302     302     403
GET   knowledgebase:remark             -        login   302     302     302     302     302     302     302     302
POST  knowledgebase:remark             -        login   403     403     403     302     302     302     302     403
GET   knowledgebase:edit               ours     login   403     403     403     200     200     200     200     200
GET   knowledgebase:edit               absent   login   403     403     403     404     404     404     404     404
POST  knowledgebase:edit               ours     login   403     403     403     302     302     302     302     403
POST  knowledgebase:edit               absent   login   403     403     403     404     404     404     404     404
GET   knowledgebase:versions           ours     login   403     403     403     200     200     200     200     200
GET   knowledgebase:versions           absent   login   403     403     403     404     404     404     404     404
POST  knowledgebase:versions           ours     login   405     405     405     405     405     405     405     405
GET   knowledgebase:files              ours     login   302     302     302     302     302     302     302     302
POST  knowledgebase:files              ours     login   403     403     403     201     201     201     201     403
POST  knowledgebase:files              absent   login   403     403     403     404     404     404     404     404
GET   knowledgebase:review             ours     login   302     302     302     302     302     302     302     302
POST  knowledgebase:review             ours     login   403     403     403     302     302     302     302     403
POST  knowledgebase:review             absent   login   403     403     403     404     404     404     404     404
GET   knowledgebase:translation        ours     login   302     302     302     302     302     302     302     302
POST  knowledgebase:translation        ours     login   403     403     403     302     302     302     302     403
POST  knowledgebase:translation        absent   login   403     403     403     404     404     404     404     404
GET   knowledgebase:restoring          ours     login   302     302     302     302     302     302     302     302
POST  knowledgebase:restoring          ours     login   403     403     403     302     302     302     302     403
POST  knowledgebase:restoring          absent   login   403     403     403     404     404     404     404     403
GET   cases:article_draft              ours     login   403     404     404     409     404     409     409     403
GET   cases:article_draft              theirs   login   404     403     404     409     404     409     409     403
GET   cases:article_draft              absent   login   404     404     404     404     404     404     404     404
POST  cases:article_draft              ours     login   403     404     404     409     404     409     409     403
POST  cases:article_draft              theirs   login   404     403     404     409     404     409     409     403
POST  cases:article_draft              absent   login   404     404     404     404     404     404     404     404
"""


@dataclass(frozen=True)
class Row:
    method: str
    name: str
    whose: str
    cells: dict[str, str]

    def __str__(self) -> str:
        return f"{self.method} {self.name} {self.whose}"

    @property
    def part(self) -> str:
        """The part of the portal that the address belongs to, such as `cases`."""
        return re.split("[:_]", self.name)[0]


def rows() -> list[Row]:
    """The table, row by row."""
    head, *lines = [line.split() for line in TABLE.splitlines() if line.strip()]
    assert tuple(head) == ACTORS
    return [
        Row(method, name, whose, dict(zip(ACTORS, cells, strict=True)))
        for method, name, whose, *cells in lines
    ]
